import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, Header, NotificationBanner,
  PasswordInput, Radios, Scroll, SkipLink, Table
} from './nhsuk-frontend.min.js'

// Not FileUpload: the button that it puts in place of the browser's own has a name that does not
// begin with what is seen on it, so that who speaks to the computer cannot press it.
for (const Component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, Header, NotificationBanner, PasswordInput,
  Radios, Scroll, SkipLink, Table
]) createAll(Component)

// A radio cannot be "expanded" in ARIA, whatever the package says of one that unfolds something.
const correctRadios = () => {
  for (const radio of document.querySelectorAll('input[type=radio][aria-expanded]')) {
    radio.removeAttribute('aria-expanded')
  }
}
correctRadios()
addEventListener('click', correctRadios)
addEventListener('pageshow', correctRadios)
