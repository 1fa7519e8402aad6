using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

public sealed class ShiftedDateTests
{
    [Theory]
    [InlineData("2026-06-19", 12, "2026-07-01")]
    [InlineData("19/06/2026", -19, "31/05/2026")]
    [InlineData("20240228", 1, "20240229")]
    [InlineData("28.02.2025", 1, "01.03.2025")]
    [InlineData("28-02-2025", 1, "01-03-2025")]
    [InlineData("2026-06-19T23:59:58", 1, "2026-06-20T23:59:58")]
    [InlineData("2026-06-19T23:59:58Z", -1, "2026-06-18T23:59:58Z")]
    [InlineData("19/06/2026 08:15", 365, "19/06/2027 08:15")]
    public void Date_IsMoved_AndWrittenAsItWas(string date, int days, string expected)
    {
        Assert.True(ShiftedDate.TryShift(date, days, out var shifted));
        Assert.Equal(expected, shifted);
    }

    [Theory]
    [InlineData("2026-02-30", 1)]
    [InlineData("06/19/2026", 1)]
    [InlineData("19 June", 1)]
    [InlineData("1/6/2026", 1)]
    [InlineData("9999-12-31", 1)]
    [InlineData("0001-01-01", -1)]
    [InlineData("", 1)]
    public void WhatIsNoDate_OrLeavesTheCalendar_IsNotMoved(string value, int days) =>
        Assert.False(ShiftedDate.TryShift(value, days, out _));

    [Fact]
    public void EndsOfTheCalendar_AreReached()
    {
        Assert.True(ShiftedDate.TryShift("9999-12-30", 1, out var last));
        Assert.True(ShiftedDate.TryShift("0001-01-02", -1, out var first));
        Assert.Equal(("9999-12-31", "0001-01-01"), (last, first));
    }
}
