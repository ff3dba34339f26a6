-- Models: what a passkey or a security key says it is on. A hint for words, never for a decision.

ALTER TABLE method ADD COLUMN aaguid TEXT;
