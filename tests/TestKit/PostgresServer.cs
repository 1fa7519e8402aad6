using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TestKit;

/// <summary>
/// A real PostgreSQL for tests, on loopback and in a folder of its own. Started once for a test
/// process, and stopped with it even when that is killed: the server runs under a shell that ends
/// it when the pipe from the test process closes. With PROVISO_POSTGRES set to a connection string,
/// that server is used instead.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> One = new(StartAsync);
    private static int databases;
    private readonly string connection;
    private readonly string? programs;
    private readonly string? folder;
    private Process? shell;

    private PostgresServer(string connection, string? programs, string? folder)
    {
        this.connection = connection;
        this.programs = programs;
        this.folder = folder;
    }

    /// <summary>Everything that the server writes: data, journal and log.</summary>
    public string Folder => folder
        ?? throw new InvalidOperationException("The server that was given is somebody else's.");

    /// <summary>The server of this test process.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connection) { Database = name }.ToString();
    }

    /// <summary>A server that the test may stop and start; it is nobody else's.</summary>
    public static async Task<PostgresServer> StartOwnAsync()
    {
        var found = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;
        if (found is null)
        {
            throw new InvalidOperationException(
                "These tests need PostgreSQL: run tests/install-prerequisites, or set "
                + "PROVISO_POSTGRES to a connection string.");
        }

        var home = Directory.CreateTempSubdirectory("proviso-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", home);
        await RunAsync(
            "/bin/sh", "-c",
            $"{AsPostgres}'{found}/initdb' -D '{home}/data' -A trust -U postgres -E UTF8 "
            + "--locale=C >/dev/null");
        var port = FreePort();
        var server = new PostgresServer(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=5",
            found, home);
        await server.StartAgainAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop();
        return server;
    }

    /// <summary>Starts the server in its folder, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        var port = new NpgsqlConnectionStringBuilder(connection).Port;
        // "read" ends when this process does; then the shell ends the server and its folder.
        shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c",
                $"{AsPostgres}'{programs}/postgres' -D '{folder}/data' -p {port} -h 127.0.0.1 "
                + $"-k '{folder}' -c max_connections=200 >'{folder}/log' 2>&1 & "
                + "read line; "
                + "how=QUIT; [ \"$line\" = keep ] && how=INT; "
                + $"kill -$how $(head -1 '{folder}/data/postmaster.pid') 2>/dev/null; wait; "
                + $"[ \"$line\" = keep ] || rm -rf '{folder}'",
            },
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var probe = new NpgsqlConnection(connection + ";Pooling=false");
                await probe.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 150)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Stops the server and keeps its data; connections are cut.</summary>
    public void Pause() => End("keep");

    /// <summary>Stops the server and removes its data.</summary>
    public void Stop() => End("");

    private static string AsPostgres =>
        Environment.IsPrivilegedProcess ? "runuser -u postgres -- " : "";

    private static async Task<PostgresServer> StartAsync() =>
        Environment.GetEnvironmentVariable("PROVISO_POSTGRES") is { Length: > 0 } given
            ? new PostgresServer(given, null, null)
            : await StartOwnAsync();

    private void End(string line)
    {
        if (shell is null || shell.HasExited)
            return;
        shell.StandardInput.WriteLine(line);
        shell.StandardInput.Close();
        shell.WaitForExit(20_000);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
