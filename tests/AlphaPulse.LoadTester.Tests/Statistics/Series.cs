namespace AlphaPulse.LoadTester.Tests.Statistics;

/// <summary>Series that the expected values of the trend tests were computed for, with an own program in exact definitions (Python).</summary>
internal static class Series
{
    /// <summary>Yearly flow of the Nile at Aswan, 1871 to 1970 (Durbin and Koopman 2001): falls, and is autocorrelated.</summary>
    public static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
        781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    /// <summary>First-order autoregression with 0.7, no trend.</summary>
    public static readonly double[] Autocorrelated =
    [
        1.552, -0.865, 1.144, -3.132, -2.027, -1.522, -0.041, -1.329, -3.364, -3.613, 0.727, -2.764, -3.957, -1.335, 1.962,
        6.252, 7.382, 4.81, 3.757, 3.885, 0.219, 2.192, 3.697, 7.383, 3.458, 1.875, 3.397, 4.777, 0.072, -4.793,
        -0.529, -4.958, -2.496, -4.29, -2.438, -1.554, -2.113, -4.653, -1.798, 0.907, -1.316, 3.794, 6.001, 3.102, 4.22,
        -0.791, 0.524, 0.858, 2.599, 5.859, 3.07, 5.472, 5.015, -1.328, -2.18, -5.43, -3.198, -3.537, -5.977, -1.147,
    ];

    public static double[] Places(int count) => [.. Enumerable.Range(0, count).Select(place => (double)place)];
}
