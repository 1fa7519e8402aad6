namespace Proviso.Register.Demo;

/// <summary>Drawing from lists.</summary>
internal static class DemoChance
{
    internal static T Of<T>(this Random chance, IReadOnlyList<T> list) =>
        list[chance.Next(list.Count)];

    /// <summary>Whether something that is so in so many of a hundred cases is.</summary>
    internal static bool Percent(this Random chance, int percent) => chance.Next(100) < percent;

    /// <summary>Draws by weight.</summary>
    internal static T Weighted<T>(
        this Random chance, IReadOnlyList<T> list, Func<T, int> weight)
    {
        var left = chance.Next(list.Sum(weight));
        foreach (var one in list)
        {
            left -= weight(one);
            if (left < 0)
                return one;
        }

        return list[^1];
    }

    /// <summary>A time on a day: in office hours, or at any hour.</summary>
    internal static DateTimeOffset TimeOn(this Random chance, DateOnly day, bool anyHour = false)
    {
        var minute = anyHour ? chance.Next(24 * 60) : chance.Next(8 * 60, 17 * 60);
        return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            .AddMinutes(minute).AddSeconds(chance.Next(60));
    }

    /// <summary>A day between two, both included.</summary>
    internal static DateOnly Day(this Random chance, DateOnly from, DateOnly until) =>
        from.AddDays(chance.Next(Math.Max(1, until.DayNumber - from.DayNumber + 1)));

    /// <summary>The same day, or the Monday after a weekend.</summary>
    internal static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>So many working days later.</summary>
    internal static DateOnly WorkingDays(DateOnly day, int days)
    {
        for (; days > 0; days--)
            day = Weekday(day.AddDays(1));
        return day;
    }
}
