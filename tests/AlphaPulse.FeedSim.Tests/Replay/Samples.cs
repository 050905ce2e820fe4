using System.Globalization;
using System.Text;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>Short captures with every kind of message, made up, so that these tests need no data folder.</summary>
internal static class Samples
{
    public const string Spot = """
        1723161254000000000 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":90,"u":95,"b":[["100.10","1.5"]],"a":[]}}
        1723161254000000100 {"stream":"btcusdt@bookTicker","data":{"u":99,"s":"BTCUSDT","b":"100.00","B":"2.0","a":"100.20","A":"3.0"}}
        1723161254000000200 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":7,"p":"100.00","q":"0.5","T":1723161255342,"m":true,"M":true}}
        1723161254000000300 {"lastUpdateId":100,"bids":[["100.00","2.0"],["99.90","1.0"]],"asks":[["100.20","3.0"],["100.30","4.0"]]}
        1723161254000000400 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255308,"s":"BTCUSDT","U":96,"u":103,"b":[["100.00","2.5"],["99.80","0.0"]],"a":[["100.30","0.0"]]}}
        1723161254000000500 {"stream":"btcusdt@bookTicker","data":{"u":102,"s":"BTCUSDT","b":"100.00","B":"2.5","a":"100.20","A":"3.0"}}
        1723161254000000600 {"stream":"btcusdt@kline_1m","data":{"e":"kline","k":{"p":[-1,null]},"p":"-7"}}
        1723161254000000700 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255408,"s":"BTCUSDT","U":104,"u":110,"b":[["100.10","0.1"]],"a":[["100.20","1.0"]]}}
        1723161254000000800 {"stream":"btcusdt@bookTicker","data":{"u":110,"s":"BTCUSDT","b":"100.10","B":"0.1","a":"100.20","A":"1.0"}}

        """;

    public const string Futures = """
        1723161254000000000 {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161255208,"T":1723161255207,"s":"BTCUSDT","U":90,"u":101,"pu":89,"b":[["100.1","1.500"]],"a":[["100.2","3.000"]]}}
        1723161254000000100 {"lastUpdateId":100,"E":1723161255100,"T":1723161255100,"bids":[["100.0","2.000"],["99.9","1.000"]],"asks":[["100.3","4.000"]]}
        1723161254000000200 {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":105,"s":"BTCUSDT","b":"100.1","B":"1.500","a":"100.2","A":"3.500","T":1723161255313,"E":1723161255313}}
        1723161254000000300 {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161255308,"T":1723161255307,"s":"BTCUSDT","U":103,"u":107,"pu":101,"b":[],"a":[["100.2","3.500"]]}}
        1723161254000000400 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255322,"T":1723161255322,"s":"BTCUSDT","t":8,"p":"100.1","q":"0.006","X":"MARKET","m":false}}
        1723161254000000500 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255322,"T":1723161255322,"s":"BTCUSDT","t":9,"p":"0","q":"0","X":"NA","m":false}}

        """;

    public const string Kraken = """
        wss://ws.kraken.com <-> 1618678132.3858151
        1618678132.8258188: {"connectionID":17843232920108168701,"event":"systemStatus","status":"online","version":"1.8.3"}
        1618678133.626511: [1360,{"as":[["0.05005","0.00000500","1582905487.684110"],["0.05010","0.00000500","1582905486.187983"]],"bs":[["0.05000","0.00000500","1582905487.439814"],["0.04995","0.00000500","1582905485.119396"]]},"book-10","XBT/EUR"]
        1618678134.213106: [1360,{"a":[["0.05015","0.00001000","1582905488.000000"]]},{"b":[["0.04995","0.00000000","1582905488.100000","r"]],"c":"CRC1"},"book-10","XBT/EUR"]
        1618678134.3: {"event":"heartbeat"}
        1618678134.4: [337,[["0.05005","0.00000100","1582905488.200000","b","l",""],["0.05005","0.00000200","1582905488.200001","s","m",""]],"trade","XBT/EUR"]
        1618678134.5: [340,{"a":["0.05005",1,"1.0"],"b":["0.05000",1,"1.0"],"c":["0.05005","0.1"]},"ticker","XBT/EUR"]
        1618678134.6: [1360,{"b":[["0.04990","0.00000700","1582905489.000000"]],"c":"CRC2"},"book-10","XBT/EUR"]

        """;

    public const string Mbo = """
        ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol
        2025-07-17T07:05:09.035793433Z,2025-07-17T07:05:09.035627674Z,160,2,1108,R,N,,0,0,0,8,0,0,ARL
        2025-07-17T08:05:03.360842448Z,2025-07-17T08:05:03.360677248Z,160,2,1108,A,B,5.510000000,100,0,11,130,165200,851,ARL
        2025-07-17T08:05:03.360848793Z,2025-07-17T08:05:03.360683462Z,160,2,1108,A,A,5.530000000,70,0,12,0,165331,852,ARL
        2025-07-17T08:05:03.361492517Z,2025-07-17T08:05:03.361327319Z,160,2,1108,A,A,5.530000000,30,0,13,130,165198,853,ARL
        2025-07-17T08:05:04.361492517Z,2025-07-17T08:05:04.361327319Z,160,2,1108,T,B,5.530000000,20,0,0,130,165198,854,ARL
        2025-07-17T08:05:04.361492517Z,2025-07-17T08:05:04.361327319Z,160,2,1108,F,A,5.530000000,20,0,12,130,165198,854,ARL
        2025-07-17T08:05:04.361492517Z,2025-07-17T08:05:04.361327319Z,160,2,1108,C,A,5.530000000,20,0,12,130,165198,854,ARL
        2025-07-17T08:05:05.361492517Z,2025-07-17T08:05:05.361327319Z,160,2,1108,M,B,5.520000000,90,0,11,130,165198,855,ARL

        """;

    public const string Mbp = """
        ,ts_event,instrument_id,action,sequence,bid_px_00,bid_sz_00,bid_ct_00,ask_px_00,ask_sz_00,ask_ct_00,symbol
        0,2025-07-17T07:05:09.035627674Z,1108,R,0,,0,0,,0,0,ARL
        1,2025-07-17T08:05:03.360677248Z,1108,A,851,5.51,100,1,,0,0,ARL
        2,2025-07-17T08:05:03.360683462Z,1108,A,852,5.51,100,1,5.53,70,1,ARL
        3,2025-07-17T08:05:03.361327319Z,1108,A,853,5.51,100,1,5.53,100,2,ARL
        4,2025-07-17T08:05:04.361327319Z,1108,T,854,5.51,100,1,5.53,100,2,ARL
        5,2025-07-17T08:05:04.361327319Z,1108,C,854,5.51,100,1,5.53,80,2,ARL
        6,2025-07-17T08:05:05.361327319Z,1108,M,855,5.52,90,1,5.53,80,2,ARL

        """;

    public const string Lobster = """
        34200.000000001,1,11,100,1000000,1
        34200.000000002,1,12,50,1000300,-1
        34200.000000003,4,12,20,1000300,-1
        34200.000000004,2,11,40,1000000,1
        34200.000000005,5,0,10,1000150,1
        34200.000000006,3,11,60,1000000,1
        34200.000000007,7,0,0,-1,-1
        34200.000000008,6,-1,500,1000200,1

        """;

    /// <summary>Two levels a side. What each row shows beyond its message is said beside <see cref="LobsterOracleTests"/>.</summary>
    public const string Orderbook = """
        1000300,500,1000000,300,1000400,10,999900,20
        1000300,550,1000000,300,1000400,10,999900,20
        1000300,530,1000000,300,1000400,10,999900,20
        1000300,530,1000000,260,1000400,10,999900,20
        1000300,530,1000000,260,1000400,10,999900,20
        1000300,530,1000000,200,1000400,10,999900,20
        1000300,530,1000000,200,1000400,10,999900,20
        1000300,530,1000000,200,1000400,10,999900,20

        """;

    public static string Of(string format) => format switch
    {
        CaptureFormats.BinanceSpot => Spot,
        CaptureFormats.BinanceFutures => Futures,
        CaptureFormats.KrakenV1 => Kraken.Replace("CRC1", Crc("5005500501050050151000", "5000500"), StringComparison.Ordinal)
            .Replace("CRC2", Crc("5005500501050050151000", "50005004990700"), StringComparison.Ordinal),
        CaptureFormats.DatabentoMbo => Mbo,
        _ => Lobster,
    };

    public static string? OracleOf(string format) => format switch
    {
        CaptureFormats.DatabentoMbo => Mbp,
        CaptureFormats.Lobster => Orderbook,
        _ => null,
    };

    public static TheoryData<string> Formats => [.. CaptureFormats.All];

    // Written out from Kraken's rule: digits of price and volume without point and leading zeros, asks then bids.
    private static string Crc(string asks, string bids) => Crc32(asks + bids).ToString(CultureInfo.InvariantCulture);

    private static uint Crc32(string text)
    {
        var crc = ~0u;
        foreach (var c in Encoding.ASCII.GetBytes(text))
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
