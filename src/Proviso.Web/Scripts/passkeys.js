// Shows the passkey button where the browser has passkeys, and sends what the device answers.
const place = document.getElementById("passkey");
if (place && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  place.hidden = false;
  document.getElementById("passkey-button").addEventListener("click", async () => {
    const options = JSON.parse(place.dataset.options);
    const credential = place.dataset.create
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        });
    document.getElementById("passkey-credential").value = JSON.stringify(credential);
    document.getElementById("passkey-form").submit();
  });
}
