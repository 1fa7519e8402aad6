using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Proviso.Register.Storage;

/// <summary>
/// The three tables as Entity Framework sees them. The tables themselves are made by the numbered
/// SQL files; a test proves that both say the same.
/// </summary>
internal sealed class RegisterDb(DbContextOptions<RegisterDb> options) : DbContext(options)
{
    internal DbSet<RecordRow> Records => Set<RecordRow>();

    internal DbSet<DataKeyRow> Keys => Set<DataKeyRow>();

    internal DbSet<LookUpRow> LookUps => Set<LookUpRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var record = modelBuilder.Entity<RecordRow>();
        record.ToTable("record").HasKey(r => new { r.Id, r.Version });
        record.HasIndex(r => r.Id).IsUnique().HasFilter("until IS NULL")
            .HasDatabaseName("record_current");
        record.HasIndex(r => new { r.Owner, r.Kind, r.At }).HasDatabaseName("record_owner");
        record.HasIndex(r => new { r.Kind, r.At }).HasFilter("until IS NULL")
            .HasDatabaseName("record_list");
        record.HasIndex(r => new { r.Kind, r.State, r.Due }).HasFilter("until IS NULL")
            .HasDatabaseName("record_due");
        record.HasIndex(r => r.KeyId).HasDatabaseName("record_key");

        var key = modelBuilder.Entity<DataKeyRow>();
        key.ToTable("data_key").HasKey(k => k.Id);
        key.HasIndex(k => new { k.Owner, k.Use }).HasDatabaseName("data_key_owner");
        key.HasIndex(k => k.WrappedBy).HasDatabaseName("data_key_wrapped_by");

        var lookUp = modelBuilder.Entity<LookUpRow>();
        lookUp.ToTable("look_up").HasKey(l => new { l.Name, l.Value, l.Record });
        lookUp.HasIndex(l => l.Record).HasDatabaseName("look_up_record");

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.Name));
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no type for ids; in this form their order is that of the time in them.
        if (Database.IsSqlite())
            configurationBuilder.Properties<Guid>().HaveConversion<BigEndian>();
    }

    private static string Snake(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : $"{char.ToLowerInvariant(c)}"));

    private sealed class BigEndian() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}
