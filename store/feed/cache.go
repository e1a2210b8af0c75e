package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"courant/store/internal/files"
)

// A cached answer is the last good one of an address with what tells whether it changed.
// The address stands in it as a hash alone.
type cached struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"last_modified,omitempty"`
	Body     []byte `json:"body"`
}

func (c *Client) cachePath(address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(c.Cache, hex.EncodeToString(sum[:12])+".json")
}

// held is the cached answer of an address. One that cannot be read is as good as none.
func (c *Client) held(address string) (cached, bool) {
	if c.Cache == "" {
		return cached{}, false
	}
	raw, err := os.ReadFile(c.cachePath(address))
	if err != nil || len(raw) > 2*MaxBody {
		return cached{}, false
	}
	var h cached
	if json.Unmarshal(raw, &h) != nil || len(h.Body) == 0 {
		return cached{}, false
	}
	return h, true
}

// Keep remembers an answer that was right, so that it need not be sent again while it does
// not change. A cache is a convenience: failing is silent.
func (c *Client) Keep(a Answer) {
	if c.Cache == "" || a.Same || a.etag == "" && a.modified == "" {
		return
	}
	raw, err := json.Marshal(cached{ETag: a.etag, Modified: a.modified, Body: a.Body})
	if err == nil && os.MkdirAll(c.Cache, 0o700) == nil {
		_ = files.Replace(c.cachePath(a.address), raw)
	}
}
