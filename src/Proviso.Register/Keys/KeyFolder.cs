using System.Text;
using Proviso.Ledger;
using Proviso.Ledger.Notes;

namespace Proviso.Register.Keys;

/// <summary>
/// The folder outside the database with <c>master.key</c> (opens the records), <c>ledger.key</c>
/// (signs the ledger) and <c>ledger.pub</c> (checks it; anybody may have it). The environment
/// variable <see cref="Variable"/> may hold the master keys in the file's stead.
/// </summary>
public sealed class KeyFolder : IDisposable
{
    /// <summary>The environment variable that may hold the master keys.</summary>
    public const string Variable = "PROVISO_MASTER_KEY";

    private readonly string folder;

    /// <summary>Whether the master keys come from the environment.</summary>
    public static bool InEnvironment =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private KeyFolder(string folder, MasterKeys master, LedgerSigner signer)
    {
        this.folder = folder;
        Master = master;
        Signer = signer;
    }

    /// <summary>The keys that open the records.</summary>
    public MasterKeys Master { get; private set; }

    /// <summary>The key that signs the ledger.</summary>
    public LedgerSigner Signer { get; }

    /// <summary>The file with the ledger's public key.</summary>
    public string PublicKeyFile => Path.Combine(folder, "ledger.pub");

    private string MasterFile => Path.Combine(folder, "master.key");

    /// <summary>Where a SQLite file's keys are when nothing else is said: beside it.</summary>
    /// <param name="storeFile">The database file.</param>
    public static string Beside(string storeFile) => storeFile + ".keys";

    /// <summary>Makes a folder with new keys.</summary>
    /// <param name="folder">A folder that does not exist, or is empty.</param>
    /// <param name="origin">The ledger's name, such as <c>example.org/ledger</c>.</param>
    /// <exception cref="RegisterException">There are keys already (<c>keys-exist</c>), or they
    /// cannot be written (<c>keys-unwritable</c>).</exception>
    public static KeyFolder Create(string folder, string origin)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new RegisterException(
                "keys-exist", "The folder for the keys is not empty, and keys are never replaced. "
                + "Name another with --keys.");
        }

        var signer = LedgerSigner.Create(origin);
        var made = new KeyFolder(folder, MasterKeys.Create(), signer);
        Guard(() =>
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    folder,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Write(Path.Combine(folder, "ledger.key"), signer.ToPem());
            Write(made.PublicKeyFile, signer.PublicKey.ToString() + "\n");
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
                made.Master = MasterKeys.Parse(given);
            else
                Write(made.MasterFile, made.Master.Export());
        });
        return made;
    }

    /// <summary>Reads the keys of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="RegisterException">They are not there (<c>keys-missing</c>), or cannot be
    /// read.</exception>
    public static KeyFolder Open(string folder)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var masterFile = Path.Combine(folder, "master.key");
        var ledgerFile = Path.Combine(folder, "ledger.key");
        if (!File.Exists(ledgerFile) || (string.IsNullOrEmpty(given) && !File.Exists(masterFile)))
        {
            throw new RegisterException(
                "keys-missing", "The keys of this store are not where they should be. Say where "
                + "with --keys FOLDER, or make a new store with 'proviso init'.");
        }

        return Guard(() =>
        {
            var master = MasterKeys.Parse(
                string.IsNullOrEmpty(given) ? File.ReadAllText(masterFile) : given);
            var publicKey = File.ReadAllText(Path.Combine(folder, "ledger.pub"));
            return LedgerPublicKey.TryParse(publicKey, out var named, out var fault)
                && LedgerSigner.TryFromPem(
                    named.Name, File.ReadAllText(ledgerFile), out var signer, out fault)
                ? new KeyFolder(folder, master, signer)
                : throw new RegisterException(fault.Code, fault.Message);
        });
    }

    /// <summary>Replaces the master keys in the folder: the file is the old one or the new one,
    /// whole, at every moment.</summary>
    /// <param name="master">The new ones.</param>
    /// <exception cref="RegisterException">They come from the environment
    /// (<c>keys-in-environment</c>), or cannot be written.</exception>
    public void Replace(MasterKeys master)
    {
        ArgumentNullException.ThrowIfNull(master);
        if (InEnvironment)
        {
            throw new RegisterException(
                "keys-in-environment", $"The master keys come from {Variable}. Put the new key "
                + "first in it, a comma, then the old one, and run this again.");
        }

        Guard(() => Write(MasterFile, master.Export()));
        var old = Master;
        Master = master;
        old.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Master.Dispose();
        Signer.Dispose();
    }

    private static void Write(string file, string text)
    {
        var half = file + ".half";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(half, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }

    private static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegisterException(
                "keys-unwritable", "The folder of the keys cannot be used. Check that the program "
                + "may read and write it.", e);
        }
        catch (LedgerException e)
        {
            throw new RegisterException(e.Fault.Code, e.Fault.Message, e);
        }
    }
}
