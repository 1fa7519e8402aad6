namespace Proviso.Rulebook.Tests.RandomBooks;

/// <summary>Runs a check over many seeds and names the seed that fails.</summary>
internal static class Seeds
{
    /// <summary>Runs the check for as many seeds, ten times as many in a long run.</summary>
    public static void Each(int count, Action<int> check)
    {
        for (var seed = 1; seed <= (Repository.IsLongRun ? count * 10 : count); seed++)
        {
            try
            {
                check(seed);
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"seed {seed}: {failed.Message}", failed);
            }
        }
    }
}
