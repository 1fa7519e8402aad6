namespace Proviso.Cli.Tests;

/// <summary>A book of four facts and three rules with nothing wrong in it.</summary>
internal static class SmallBook
{
    public const string Text = """
        # Small

        ```book small
        title      A small book
        version    1
        nation     England
        publisher  Somebody
        date       2026-06-01
        ```

        ```tiers
        strong  Strong
        weak    Weak
        ```

        ```roles
        guardian  The Guardian
        ```

        ```requirements
        R-1  To be answered
        ```

        ```source act
        title   An Act
        where   legislation
        status  unverified
        ```

        ```basis consent
        title       Consent
        common-law  They agreed
        cites       act
        ```

        ```fact requester
        ask    Who asks?
        about  request
        answers
          carer   A carer
          police  The police
        says   The request comes from {answer}
        ```

        ```fact capacity
        ask        Can the person decide?
        about      request
        yes        The person can decide
        no         The person cannot decide
        not-known  presumes yes
        ```

        ```fact urgent
        ask    Is it urgent?
        about  request
        yes    It is urgent
        no     It is not urgent
        ```

        ```fact kind
        ask    What is it?
        about  item
        answers
          letter  A letter
          record  A record
        says   It is {answer}
        ```

        ```duty tell
        say     Tell the person
        phase   after
        by      guardian
        within  3 days
        on      share
        cites   act s2
        ```

        ```rule carer-may
        title    A carer may be told
        when     all of
                   requester is carer
                   capacity
        then     share
        because  The person agreed.
        tier     weak
        basis    consent
        cites    act s1
        meets    R-1
        ```

        ```rule police-ask
        title    The police ask the Guardian
        when     requester is police
        then     seek-advice from guardian
        because  It has to be weighed.
        next     Write down what they need.
        tier     weak
        cites    act
        meets    R-1
        ```

        ```rule police-letter
        title    An urgent letter goes at once
        when     all of
                   requester is police
                   urgent
                   kind is letter
        then     must-share
        because  The law says so.
        tier     strong
        basis    consent
        cites    act
        meets    R-1
        ```

        ```example e1
        title  A carer asks
        facts  requester is carer
               capacity
        then   share
        by     carer-may
        duties tell
        ```

        ```example e2
        title  The police ask
        facts  requester is police
               not urgent
        then   seek-advice
        by     police-ask
        ```

        ```example e3
        title  The police ask urgently
        facts  requester is police
               urgent
               kind is letter
        then   must-share
        by     police-letter
        ```

        ```drawing whole
        title  The whole book
        ```

        """;

    public const string Case = """
        title: Two things
        date: 2026-06-01
        facts: { requester: police, urgent: yes }
        items:
          - { name: the letter, facts: { kind: letter } }
          - { name: the record, facts: { kind: record } }
        expect:
          - { item: the letter, verdict: must-share }
          - { item: the record, verdict: seek-advice }

        """;
}
