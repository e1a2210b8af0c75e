package main

import (
	"context"
	"math/rand/v2"
	"time"

	"courant/coach/fault"
	"courant/store/influx"
	"courant/tui/text"
)

const (
	msgNoInflux    fault.ID = "cli.no-influx"    // file
	msgInfluxLacks fault.ID = "cli.influx-lacks" // key, file, variable
)

// influxClient is a client for the configured InfluxDB. Nothing is sent yet.
func (a *app) influxClient() (*influx.Client, error) {
	c := a.cfg.Influx
	if c.URL == "" {
		return nil, fault.New(fault.NotConfigured, msgNoInflux, "file", a.configFile())
	}
	if c.Bucket == "" {
		return nil, fault.New(fault.NotConfigured, msgInfluxLacks, "key", "[influx] bucket", "file", a.configFile(), "variable", "COURANT_INFLUX_BUCKET")
	}
	token, err := c.token()
	if err != nil {
		return nil, err
	}
	return influx.Open(influx.Config{
		URL: c.URL, Org: c.Org, Bucket: c.Bucket, Token: token, TokenFrom: a.tokenFrom(), Insecure: c.Insecure, Now: a.env.Now, Rand: rand.Float64, Map: c.Map,
	})
}

// tokenFrom is where the token is read, as an error names it: its file, else the variable, else
// the setting; "" without a token.
func (a *app) tokenFrom() string {
	variable := variableName("influx.token")
	switch {
	case a.cfg.Influx.TokenFile != "":
		return a.cfg.Influx.TokenFile
	case a.cfg.Influx.Token == "":
		return ""
	case a.env.Get(variable) != "":
		return variable
	}
	return "[influx] token, " + a.configFile()
}

// configFile is the configuration file in use.
func (a *app) configFile() string {
	if a.configPath != "" {
		return a.configPath
	}
	return a.env.Path(configFolder, "courant.toml")
}

// refresh fetches what is fresher from InfluxDB before a command answers. When nobody
// answers there, or the configuration lacks something, the local copy does, and the exit code
// says so; without a local copy it is an error.
func (a *app) refresh(ctx context.Context) error { return a.fetch(ctx, false) }

// firstCopy fetches from InfluxDB when there is no local copy at all: the dashboard opens on
// what is there and refreshes behind.
func (a *app) firstCopy(ctx context.Context) error { return a.fetch(ctx, true) }

func (a *app) fetch(ctx context.Context, onlyFirst bool) error {
	if a.cfg.Influx.URL == "" || a.cfg.ReadOnly {
		return nil
	}
	path, vault, key := a.cfg.Store.paths(a.env)
	if local, err := a.openStore(path, vault, key, true); err == nil {
		all, err := local.Homes(ctx)
		local.Close()
		if onlyFirst && err == nil && len(all) > 0 {
			return nil
		}
	}
	client, err := a.influxClient()
	if err == nil {
		defer client.Close()
		if _, err = client.Dialect(ctx); err == nil { // nothing is made here for a server that does not answer
			err = a.fetchFrom(ctx, client)
		}
	}
	if err == nil {
		return nil
	}
	if local, openErr := a.openStore(path, vault, key, true); openErr == nil {
		defer local.Close()
		if all, homesErr := local.Homes(ctx); homesErr == nil && len(all) > 0 {
			a.stale(err)
			return nil
		}
	}
	return err
}

func (a *app) fetchFrom(ctx context.Context, client *influx.Client) error {
	st, err := a.fetched()
	if err != nil {
		return err
	}
	defer st.Close()
	if !a.cfg.Influx.Sealed {
		a.resumeBehind(ctx, client, st)
	}
	_, err = a.syncInto(ctx, client, st, a.cfg.Influx.Sealed, time.Time{})
	return err
}

// stale notes why an answer stands on the local copy alone.
func (a *app) stale(err error) {
	a.degraded = true
	a.note("%s %s", text.Fault(a.lang, err), a.lang.Tables().LocalCopy)
}
