using System.Runtime.CompilerServices;

namespace Proviso.Deidentification.Text.Lexicon;

/// <summary>Large sets of names and words, kept in the weights file as filters.</summary>
internal sealed class Gazetteer
{
    private readonly WordFilter given;
    private readonly WordFilter family;
    private readonly WordFilter common;
    private readonly WordFilter dictionary;

    public Gazetteer(
        IReadOnlyCollection<string> given,
        IReadOnlyCollection<string> family,
        IReadOnlyCollection<string> common,
        IReadOnlyCollection<string> dictionary)
        : this(
            WordFilter.Of(given),
            WordFilter.Of(family),
            WordFilter.Of(common),
            WordFilter.Of(dictionary))
    {
    }

    private Gazetteer(
        WordFilter given, WordFilter family, WordFilter common, WordFilter dictionary)
    {
        this.given = given;
        this.family = family;
        this.common = common;
        this.dictionary = dictionary;
    }

    public static Gazetteer Read(BinaryReader reader) => new(
        WordFilter.Read(reader),
        WordFilter.Read(reader),
        WordFilter.Read(reader),
        WordFilter.Read(reader));

    public void Write(BinaryWriter writer)
    {
        given.Write(writer);
        family.Write(writer);
        common.Write(writer);
        dictionary.Write(writer);
    }

    /// <summary>Writes into each word token what is known about its word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(Token[] tokens)
    {
        var lists = WordLists.Fast;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var token = ref tokens[i];
            if (token.IsWord)
                token.Class = ClassOf(token.Hash, lists);
        }
    }

    private WordClass ClassOf(ulong hash, Dictionary<ulong, WordClass> lists)
    {
        lists.TryGetValue(hash, out var known);
        if (common.Contains(hash))
            known |= WordClass.Common;
        else if (dictionary.Contains(hash))
            known |= WordClass.Dictionary;
        if (given.Contains(hash))
            known |= WordClass.GivenName;
        if (family.Contains(hash))
            known |= WordClass.FamilyName;
        return known;
    }
}
