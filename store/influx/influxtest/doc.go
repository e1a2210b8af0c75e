// Package influxtest starts real InfluxDB servers for tests, and breaks the line to them.
//
// A test binary starts each kind of server at most once, on its first use, on ports that
// were free and in a folder of its own; Run, called from TestMain, ends them. Each test gets a
// bucket of its own (a database on 1.8), with one token that may do everything in it and
// one each that may only read or only write.
//
// The program of 1.8.10 is looked for in $COURANT_TEST_INFLUXD, then in the cache folder
// (${XDG_CACHE_HOME:-~/.cache}/courant-test), else it is built there from its public Go
// module, which takes some two minutes once. That of 2.7.12 is looked for in
// $COURANT_TEST_INFLUXD2 and in the same folder; it needs cargo and a C compiler, so it is built
// by .ci/build-influxd alone. Where it is absent a test that asks for it skips and says so,
// unless CI is set: there it fails.
//
// A Proxy stands between a client and a server and does what networks do: refuse, fall
// silent, cut, reset, delay, flip a byte, lose a reply.
package influxtest
