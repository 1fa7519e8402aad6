namespace Proviso.Deidentification.Tables.Risk;

/// <summary>Fits Pitman's two parameters θ and α to class sizes by Newton's method on the
/// likelihood equations (Hoshino 2001).</summary>
internal static class PitmanFit
{
    private const int StepMax = 500;
    private const double Precision = 1e-11;

    /// <summary>θ and α, or null where there is no maximum inside 0 &lt; α &lt; 1.</summary>
    public static (double Theta, double Alpha)? Of(RiskReport risk)
    {
        if (Start(risk) is not var (theta, alpha))
            return null;
        for (var step = 0; step < StepMax; step++)
        {
            var slope = Slopes(risk, theta, alpha);
            var determinant = (slope.TT * slope.AA) - (slope.TA * slope.TA);
            if (determinant == 0 || !double.IsFinite(determinant))
                return null;
            var dTheta = ((slope.T * slope.AA) - (slope.A * slope.TA)) / determinant;
            var dAlpha = ((slope.A * slope.TT) - (slope.T * slope.TA)) / determinant;
            var scale = 1.0;
            while (alpha - (scale * dAlpha) is <= 0 or >= 1
                || theta - (scale * dTheta) <= -(alpha - (scale * dAlpha)))
            {
                scale /= 2;
                if (scale < 1e-12)
                    return null;
            }

            theta -= scale * dTheta;
            alpha -= scale * dAlpha;
            if (Math.Abs(dTheta) <= Precision * Math.Max(1, Math.Abs(theta))
                && Math.Abs(dAlpha) <= Precision)
            {
                return (theta, alpha);
            }
        }

        return null;
    }

    /// <summary>ln Γ(x) for x above 0 (Stirling's series after shifting x upwards).</summary>
    public static double LogGamma(double x)
    {
        var shift = 0.0;
        while (x < 15)
        {
            shift -= Math.Log(x);
            x++;
        }

        var inverse = 1 / (x * x);
        var series = (1.0 / 12) - (inverse * ((1.0 / 360)
            - (inverse * ((1.0 / 1260) - (inverse * ((1.0 / 1680) - (inverse / 1188)))))));
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x);
    }

    /// <summary>The estimate from the numbers of classes of one and of two rows that Hoshino
    /// proposes to start from.</summary>
    private static (double Theta, double Alpha)? Start(RiskReport risk)
    {
        double n = risk.Rows;
        double u = risk.Classes;
        double one = risk.Uniques;
        double two = risk.ClassesBySize.GetValueOrDefault(2);
        if (two == 0 || one == 0 || u == n)
            return null;
        var c = one * (one - 1) / two;
        var theta = ((n * u * c) - (one * (n - 1) * ((2 * u) + c)))
            / ((2 * one * u) + (one * c) - (n * c));
        var alpha = ((theta * (one - n)) + ((n - 1) * one)) / (n * u);
        return alpha is > 0 and < 1 && theta > -alpha ? (theta, alpha) : (1, 0.5);
    }

    /// <summary>First and second derivatives of the log-likelihood
    /// ∑_{i=1}^{u−1} ln(θ+iα) − ∑_{i=1}^{n−1} ln(θ+i) + ∑_j s_j ∑_{i=1}^{j−1} ln(i−α).</summary>
    private static (double T, double A, double TT, double TA, double AA) Slopes(
        RiskReport risk, double theta, double alpha)
    {
        double t = 0, a = 0, tt = 0, ta = 0, aa = 0;
        for (long i = 1; i < risk.Classes; i++)
        {
            var x = 1 / (theta + (i * alpha));
            t += x;
            a += i * x;
            tt -= x * x;
            ta -= i * x * x;
            aa -= (double)i * i * x * x;
        }

        for (long i = 1; i < risk.Rows; i++)
        {
            var x = 1 / (theta + i);
            t -= x;
            tt += x * x;
        }

        // Classes of size j contribute once for each i below j: summed from the largest down.
        var larger = 0L;
        var sizes = risk.ClassesBySize.Reverse().ToList();
        for (var s = 0; s < sizes.Count; s++)
        {
            larger += sizes[s].Value;
            var next = s + 1 < sizes.Count ? sizes[s + 1].Key : 1;
            for (var i = sizes[s].Key - 1; i >= next; i--)
            {
                var x = 1 / (i - alpha);
                a -= larger * x;
                aa -= larger * x * x;
            }
        }

        return (t, a, tt, ta, aa);
    }
}
