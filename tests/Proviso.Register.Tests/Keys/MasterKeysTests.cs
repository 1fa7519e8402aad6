using System.Security.Cryptography;
using Proviso.Register.Keys;

namespace Proviso.Register.Tests.Keys;

public class MasterKeysTests
{
    [Fact]
    public void ManyThreadsAtOnce_WrapAndUnwrapRightly()
    {
        using var keys = MasterKeys.Create();
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var key = RandomNumberGenerator.GetBytes(32);
            var bound = key[..8];
            var wrapped = keys.Wrap(keys.CurrentId, key, bound);
            Assert.Equal(key, keys.Unwrap(keys.CurrentId, wrapped, bound));
        });
    }
}
