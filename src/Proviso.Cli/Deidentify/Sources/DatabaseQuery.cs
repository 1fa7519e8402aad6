using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify.Sources;

/// <summary>Writes what a query of a database gives as delimited text, so that from there on a
/// table from a database is a table like any other. The database is only read: SQLite is opened
/// read-only, and on PostgreSQL the query runs in a read-only transaction. Every value is in the
/// database's own text form; what is not there (NULL) is an empty field.</summary>
internal static class DatabaseQuery
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Whether the connection has a password in it, which may not go into a
    /// plan.</summary>
    public static bool HasPassword(string database) =>
        IsPostgres(database) && !string.IsNullOrEmpty(Postgres(database).Password);

    /// <summary>Runs the query and writes its rows with headings.</summary>
    /// <param name="database">A SQLite file, or a PostgreSQL connection string that names a
    /// host.</param>
    /// <param name="query">One statement that gives rows.</param>
    /// <param name="output">Where the text goes: UTF-8, delimited by commas.</param>
    /// <exception cref="TableProblemException">The database cannot be reached, or refuses the
    /// query. The message never holds a password or a value of a record.</exception>
    public static void Write(string database, string query, Stream output)
    {
        var statement = query.Trim().TrimEnd(';').TrimEnd();
        if (statement.Length == 0)
            throw new TableProblemException("query-invalid", "The query is empty.");
        if (IsPostgres(database))
            WritePostgres(Postgres(database), statement, output);
        else
            WriteSqlite(database, statement, output);
    }

    private static bool IsPostgres(string database) =>
        database.Contains("://", StringComparison.Ordinal)
        || database.Split(';').Any(part => part.Contains('=') && part.Split('=')[0].Trim()
            .Equals("host", StringComparison.OrdinalIgnoreCase));

    private static NpgsqlConnectionStringBuilder Postgres(string database)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(database)
            {
                ApplicationName = "proviso", Pooling = false, CommandTimeout = 0,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The exception's own words may repeat the password.
            throw new TableProblemException("database-unclear",
                "This is not a PostgreSQL connection. It looks like "
                + "Host=…;Database=…;Username=…");
        }
    }

    private static void WritePostgres(
        NpgsqlConnectionStringBuilder settings, string query, Stream output)
    {
        try
        {
            using var connection = new NpgsqlConnection(settings.ToString());
            connection.Open();
            using var begin = new NpgsqlCommand(
                "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", connection);
            begin.ExecuteNonQuery();

            // Described before it is run: this refuses what is not one query that gives rows,
            // and what would end the parenthesis below.
            using (var describe = new NpgsqlCommand(query, connection))
            using (var shape = describe.ExecuteReader(System.Data.CommandBehavior.SchemaOnly))
            {
                if (shape.FieldCount == 0 || shape.NextResult())
                    throw NoRows();
            }

            using var rows = connection.BeginTextExport(
                $"COPY ({query}\n) TO STDOUT WITH (FORMAT csv, HEADER)");
            using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, true);
            var buffer = new char[1 << 16];
            int got;
            while ((got = rows.Read(buffer, 0, buffer.Length)) > 0)
                text.Write(buffer, 0, got);
        }
        catch (PostgresException e)
        {
            throw Refused(e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new TableProblemException("database-unreachable",
                $"The PostgreSQL at {settings.Host}:{settings.Port} does not answer. Check the "
                + "address and that it is running.");
        }
    }

    // Words of the server about the query are shown; about data (class 22 and others) they may
    // repeat a value.
    private static TableProblemException Refused(PostgresException e) => e.SqlState[..2] switch
    {
        "28" => new("database-refused",
            "The database does not let this user in. Check user name and password."),
        "3D" => new("database-missing",
            "There is no such database on the server. Check its name."),
        "25" => new("query-writes", "The query would change the database. It may only read."),
        "42" => new("query-invalid",
            $"The database does not understand the query: {e.MessageText} (SQLSTATE {e.SqlState})"
            + (e.Position > 0 ? $", at character {e.Position}." : ".")),
        _ => new("query-failed",
            $"The database could not answer the query (SQLSTATE {e.SqlState}). Try it there."),
    };

    private static TableProblemException NoRows() => new("query-invalid",
        "Give one statement that gives rows, such as: SELECT sex, age FROM patients");

    private static void WriteSqlite(string file, string query, Stream output)
    {
        if (!File.Exists(file))
        {
            throw new TableProblemException("database-missing",
                $"There is no file '{file}'. Give a SQLite file, or a PostgreSQL connection "
                + "such as Host=…;Database=…;Username=…");
        }

        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false,
            }.ToString());
            connection.Open();
            using var command = new SqliteCommand(query, connection);
            using var rows = command.ExecuteReader();
            if (rows.FieldCount == 0)
                throw NoRows();
            using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, true);
            WriteRows(rows, text);
            if (rows.NextResult())
                throw NoRows();
        }
        catch (SqliteException e)
        {
            throw e.SqliteErrorCode switch
            {
                8 => new TableProblemException("query-writes",
                    "The query would change the database. It may only read."),
                1 => new TableProblemException("query-invalid",
                    $"The database does not understand the query: {e.Message}"),
                _ => new TableProblemException("database-unreadable",
                    $"'{file}' cannot be read as a SQLite database (code {e.SqliteErrorCode})."),
            };
        }
    }

    private static void WriteRows(SqliteDataReader rows, StreamWriter text)
    {
        for (var c = 0; c < rows.FieldCount; c++)
            WriteField(text, c, rows.GetName(c));
        text.Write('\n');
        while (rows.Read())
        {
            for (var c = 0; c < rows.FieldCount; c++)
            {
                var isMissing = rows.IsDBNull(c);
                if (!isMissing && rows.GetFieldType(c) == typeof(byte[]))
                {
                    throw new TableProblemException("value-not-text",
                        $"The column '{rows.GetName(c)}' holds bytes that are no text. Leave it "
                        + "out of the query.");
                }

                WriteField(text, c, isMissing ? "" : rows.GetString(c));
            }

            text.Write('\n');
        }
    }

    private static void WriteField(StreamWriter text, int position, string value)
    {
        if (position > 0)
            text.Write(',');
        if (value.AsSpan().ContainsAny(Special))
            text.Write($"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else
            text.Write(value);
    }
}
