package main

import (
	"context"

	"courant/store/influx"
)

// checkSealed looks whether the homes of a sealed bucket open with the keys here, and are not older than what was seen.
func (a *app) checkSealed(ctx context.Context, client *influx.Client, h influx.Health) check {
	st, err := a.vaultStore(true)
	if err != nil {
		return a.failed("influx", err)
	}
	defer st.Close()
	ledger := influx.OpenLedger(ledgerPath(st), st.LogKey())
	bucket, err := a.sealedBucket(client, st, ledger, a.remembered(ledger, true))
	if err != nil {
		return a.failed("influx", err)
	}
	seen, err := bucket.Generations(ctx)
	if err != nil {
		return a.failed("influx", err)
	}
	t := a.lang.Vault()
	c := check{Code: "influx", OK: true, Detail: a.lang.Sprintf(t.Sealed, h.Host, h.Dialect, len(seen))}
	if n := bucket.Strangers(); n > 0 {
		c.Todo = a.lang.Sprintf(t.Strangers, n)
	}
	if len(seen) == 0 {
		c.Todo = "courant push --sealed"
	}
	return c
}
