package influxtest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A Bucket is a place on a server that one test has to itself.
type Bucket struct {
	URL, Org, Name string
	Token          string // may do everything in it; "" where everybody may
	ReadToken      string // may only read it; "" where rights are not kept
	WriteToken     string // may only write it; "" likewise
	NoToken        string // valid, but without any right here; "" likewise
	server         *Server
}

// A slot is where the server of one kind stands, once it was started.
type slot struct {
	mu     sync.Mutex
	server *Server
}

var (
	slots   = map[Version]*slot{}
	managed bool
	serial  atomic.Int64
)

func init() {
	for _, v := range Versions() {
		slots[v] = &slot{}
	}
}

// Run runs the tests and ends the servers that they started. TestMain calls it:
//
//	func TestMain(m *testing.M) { os.Exit(influxtest.Run(m)) }
func Run(m *testing.M) int {
	managed = true
	code := m.Run()
	for _, at := range slots {
		at.mu.Lock()
		if at.server != nil {
			at.server.stop()
		}
		at.mu.Unlock()
	}
	return code
}

// Start gives the test binary's server of a kind, started on first use and shared by all
// tests; none may stop it.
func Start(tb testing.TB, v Version) *Server {
	tb.Helper()
	if !managed {
		tb.Fatal("influxtest.Start needs a TestMain that calls influxtest.Run")
	}
	at := slots[v]
	if at == nil {
		tb.Fatalf("influxtest: no kind of server %q", v)
	}
	at.mu.Lock()
	defer at.mu.Unlock()
	if at.server == nil {
		s, err := launch(tb, v, false)
		if err != nil {
			tb.Fatal(err)
		}
		at.server = s
	}
	return at.server
}

// Bucket makes an empty bucket (a database on 1.8). On a person's own server it is the one
// that they named, and the test's data are told apart by their homes' names alone.
func (s *Server) Bucket(tb testing.TB) Bucket {
	tb.Helper()
	b := Bucket{URL: s.URL, Org: s.Org, Token: s.Token, server: s}
	var err error
	switch {
	case s.bucket != "":
		b.Name = s.bucket
	case s.Version.Is1():
		b.Name = fmt.Sprintf("t_%d", serial.Add(1))
		err = s.bucket1(&b)
	default:
		b.Name = fmt.Sprintf("t %d", serial.Add(1)) // a blank: names need escaping
		err = s.bucket2(&b)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// InfluxQL runs statements as the administrator in the bucket's database and gives the JSON.
func (b Bucket) InfluxQL(tb testing.TB, statements string) []byte {
	tb.Helper()
	raw, err := b.server.influxQL(b.Name, statements)
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

// Lines writes line protocol, stamps in seconds, past everything that courant checks. What
// the server says against it is returned.
func (b Bucket) Lines(lines ...string) error {
	q := url.Values{"org": {b.Org}, "bucket": {b.Name}, "precision": {"s"}}
	_, err := b.server.call("POST", "/api/v2/write?"+q.Encode(), "text/plain", strings.Join(lines, "\n"))
	return err
}

func (s *Server) influxQL(db, statements string) ([]byte, error) {
	q := url.Values{"db": {db}, "q": {statements}}
	raw, err := s.call("POST", "/query", "application/x-www-form-urlencoded", q.Encode())
	if err == nil && strings.Contains(string(raw), `"error":`) {
		err = fmt.Errorf("%s: %s", statements, raw)
	}
	return raw, err
}

// setup makes the administrator of a new server.
func (s *Server) setup() error {
	switch {
	case s.Version == Own || s.Version == V1 || s.Version == V1Flux:
		return nil
	case s.Version.Is1():
		_, err := s.influxQL("", fmt.Sprintf("CREATE USER %s WITH PASSWORD '%s' WITH ALL PRIVILEGES", adminUser, adminPassword))
		s.Token = adminUser + ":" + adminPassword
		return err
	}
	s.Org = organisation
	_, err := s.call("POST", "/api/v2/setup", "application/json", fmt.Sprintf(
		`{"username":%q,"password":%q,"org":%q,"bucket":"unused","token":%q,"retentionPeriodSeconds":0}`,
		adminUser, adminPassword, organisation, adminToken))
	s.Token = adminToken
	return err
}

func (s *Server) bucket1(b *Bucket) error {
	if _, err := s.influxQL("", "CREATE DATABASE "+b.Name); err != nil || !s.Version.auth() {
		return err
	}
	user := func(name, grant string) (string, error) {
		name += "_" + b.Name
		_, err := s.influxQL("", fmt.Sprintf("CREATE USER %s WITH PASSWORD '%s'", name, adminPassword))
		if err == nil && grant != "" {
			_, err = s.influxQL("", fmt.Sprintf("GRANT %s ON %s TO %s", grant, b.Name, name))
		}
		return name + ":" + adminPassword, err
	}
	var err error
	for _, u := range []struct {
		token       *string
		name, grant string
	}{{&b.Token, "all", "ALL"}, {&b.ReadToken, "reader", "READ"}, {&b.WriteToken, "writer", "WRITE"}, {&b.NoToken, "nobody", ""}} {
		if *u.token, err = user(u.name, u.grant); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) bucket2(b *Bucket) error {
	var orgs struct{ Orgs []struct{ ID string } }
	raw, err := s.call("GET", "/api/v2/orgs?org="+s.Org, "application/json", "")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &orgs); err != nil || len(orgs.Orgs) == 0 {
		return fmt.Errorf("no organisation %s: %s", s.Org, raw)
	}
	org := orgs.Orgs[0].ID
	var made struct{ ID string }
	raw, err = s.call("POST", "/api/v2/buckets", "application/json", fmt.Sprintf(`{"orgID":%q,"name":%q}`, org, b.Name))
	if err == nil {
		err = json.Unmarshal(raw, &made)
	}
	if err != nil {
		return err
	}
	token := func(actions ...string) (string, error) {
		var rights []string
		for _, a := range actions {
			rights = append(rights, fmt.Sprintf(`{"action":%q,"resource":{"type":"buckets","id":%q,"orgID":%q}}`, a, made.ID, org))
		}
		if len(rights) == 0 { // a token must have some right: one that is of no use here
			rights = append(rights, fmt.Sprintf(`{"action":"read","resource":{"type":"tasks","orgID":%q}}`, org))
		}
		raw, err := s.call("POST", "/api/v2/authorizations", "application/json",
			fmt.Sprintf(`{"orgID":%q,"permissions":[%s]}`, org, strings.Join(rights, ",")))
		var auth struct{ Token string }
		if err == nil {
			err = json.Unmarshal(raw, &auth)
		}
		return auth.Token, err
	}
	for _, t := range []struct {
		token   *string
		actions []string
	}{{&b.Token, []string{"read", "write"}}, {&b.ReadToken, []string{"read"}}, {&b.WriteToken, []string{"write"}}, {&b.NoToken, nil}} {
		if *t.token, err = token(t.actions...); err != nil {
			return err
		}
	}
	return nil
}
