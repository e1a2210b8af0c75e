package main

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Ensure a server that answers and says no is not said to be silent: why it refuses is told, where
// the token was read, and nothing of Go's own words in French; the local copy answers.
func TestRefusedInfluxDBIsSaid(t *testing.T) {
	refuses := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Influxdb-Version", "v2.7.1")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		io.WriteString(w, `{"code":"unauthorized","message":"unauthorized access"}`)
	})
	plain, secret := httptest.NewServer(refuses), httptest.NewUnstartedServer(refuses)
	secret.Config.ErrorLog = log.New(io.Discard, "", 0)
	secret.StartTLS()
	defer plain.Close()
	defer secret.Close()
	p := imported(t)
	for _, c := range []struct{ desc, url, lang, want string }{
		{"a refused token", plain.URL, "fr", "refuse le jeton, lu dans COURANT_INFLUX_TOKEN"},
		{"a refused token, in English", plain.URL, "en", "refuses the token, read from COURANT_INFLUX_TOKEN"},
		{"a certificate of nobody", secret.URL, "fr", "son certificat vient d'une autorité inconnue"},
		{"nobody there", "http://127.0.0.1:9", "fr", "la connexion est refusée"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p.vars = []string{"COURANT_INFLUX_URL=" + c.url, "COURANT_INFLUX_BUCKET=pilot", "COURANT_INFLUX_ORG=courant", "COURANT_INFLUX_TOKEN=secret-token"}
			code, out, errOut := p.run("report", "h-1", "--lang", c.lang)
			if code != exitDegraded || out == "" || !strings.Contains(errOut, c.want) || strings.Contains(errOut, "secret-token") {
				t.Errorf("exit %d, %s", code, errOut)
			}
			for _, jargon := range []string{"(denied)", "(unreachable)", "x509"} {
				if strings.Contains(errOut, jargon) {
					t.Errorf("%q is said: %s", jargon, errOut)
				}
			}
		})
	}
}
