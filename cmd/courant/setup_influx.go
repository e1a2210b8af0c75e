package main

import (
	"context"
	"time"

	"courant/store/influx"
	"courant/tui/text"
)

// tryInflux is how long setup waits for a server that it tries.
const tryInflux = 10 * time.Second

// setupInflux asks which InfluxDB to read, and tries it: what does not answer is asked for again
// or left out, so that no configuration is written that courant cannot start with. False when
// none is to be read.
func (a *app) setupInflux(ctx context.Context, ask *asker, answers map[string]string) (bool, error) {
	q, cfg := a.lang.Setup(), a.cfg.Influx
	for {
		for _, f := range []struct {
			question string
			value    *string
			need     bool
		}{{q.Influx, &cfg.URL, true}, {q.Bucket, &cfg.Bucket, true}, {q.Org, &cfg.Org, false}, {q.TokenFile, &cfg.TokenFile, false}} {
			said, err := ask.line(f.question, *f.value)
			switch {
			case err != nil:
				return false, err
			case said == "" && f.need: // nothing can be read without it
				if f.value == &cfg.Bucket {
					ask.say(q.NeedBucket)
				}
				return false, nil
			}
			*f.value = said
		}
		cfg.TokenFile = a.expand(cfg.TokenFile)
		ask.say(q.Trying)
		host, err := a.tryInflux(ctx, cfg)
		if err == nil {
			ask.say(a.lang.Sprintf(q.Answers, host))
			for key, value := range map[string]string{"influx.url": cfg.URL, "influx.bucket": cfg.Bucket, "influx.org": cfg.Org, "influx.token_file": cfg.TokenFile} {
				if value != "" || key == "influx.org" && a.cfg.Influx.Org != "" || key == "influx.token_file" && a.cfg.Influx.TokenFile != "" {
					answers[key] = value
				}
			}
			return true, nil
		}
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		ask.say(text.Fault(a.lang, err))
		again, err := ask.choose(q.InfluxFailed, "again", []option{{"again", q.InfluxAgain}, {"leave", q.InfluxLeave}})
		if err != nil || again == "leave" {
			return false, err
		}
	}
}

// tryInflux connects with a configuration that is not written yet, and asks for the homes that
// are there.
func (a *app) tryInflux(ctx context.Context, cfg InfluxConfig) (host string, err error) {
	ctx, stop := context.WithTimeout(ctx, tryInflux)
	defer stop()
	tried := *a
	tried.cfg.Influx = cfg
	client, err := tried.influxClient()
	if err != nil {
		return "", err
	}
	defer client.Close()
	return client.Host(), reach(ctx, client)
}

// reach asks what can only be answered by the right server, bucket and token.
func reach(ctx context.Context, client *influx.Client) error {
	if _, err := client.Dialect(ctx); err != nil {
		return err
	}
	_, _, err := client.Homes(ctx)
	return err
}
