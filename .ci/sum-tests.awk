# Sums the summary lines of `dotnet test` over all test projects, for instance
#   Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 80 ms - AlphaPulse.Engine.Tests.dll (net10.0)
# and prints "passed failed skipped projects". A project counts once: its last summary holds.
match($0, /(Passed|Failed|Skipped)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+, Total: +[0-9]+/) {
    n = split(substr($0, RSTART, RLENGTH), word, /[ ,:]+/)
    for (i = 2; i < n; i++) {
        if (word[i] == "Failed") f = word[i + 1]
        if (word[i] == "Passed") p = word[i + 1]
        if (word[i] == "Skipped") s = word[i + 1]
    }
    project = $0
    sub(/.* - /, "", project)
    failed[project] = f; passed[project] = p; skipped[project] = s
}
END {
    for (project in passed) { P += passed[project]; F += failed[project]; S += skipped[project]; N++ }
    print P + 0, F + 0, S + 0, N + 0
}
