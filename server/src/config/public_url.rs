//! The address people open.

/// The address people open: `https://HOST` or, on this machine only, `http://localhost:PORT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    secure: bool,
    host: String,
    port: Option<u16>,
}

impl PublicUrl {
    /// Reads it. There is no path: cookies with the prefix `__Host-` belong to the whole host.
    ///
    /// # Errors
    /// A sentence that says what it should look like.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let text = text.strip_suffix('/').unwrap_or(text);
        let (secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err("write the whole address, beginning with https://"),
        };
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| "the port is no number")?)),
            None => (rest, None),
        };
        let labels = host.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        if !labels {
            return Err("write https://HOST without a path; a name beyond ASCII in its xn-- form");
        }
        let host = host.to_ascii_lowercase();
        // Passkeys are bound to a name: browsers accept none for a bare number.
        if host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err("write a host's name: passkeys do not work with an IP address");
        }
        if !secure && host != "localhost" {
            return Err("only https:// keeps people's sign-in safe (http:// works for localhost alone)");
        }
        let usual = if secure { 443 } else { 80 };
        Ok(Self { secure, host, port: port.filter(|port| *port != usual) })
    }

    /// The demo's, on this port of this machine.
    pub fn localhost(port: u16) -> Self {
        Self { secure: false, host: "localhost".to_owned(), port: Some(port).filter(|port| *port != 80) }
    }

    /// Whether it is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The host's name without a port: the relying party of passkeys.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Host and port as a browser sends them in `Host`.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// Scheme, host and port as a browser sends them in `Origin`; a path appended to it makes a link.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.authority())
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn origin_and_authority_leave_out_the_usual_port() {
        let url = PublicUrl::parse("https://Portal.Example.org:443/").unwrap();
        assert_eq!(url.origin(), "https://portal.example.org");
        assert_eq!(url.authority(), "portal.example.org");
        assert_eq!(url.host(), "portal.example.org");
        assert_eq!(PublicUrl::parse("https://a.example:8443").unwrap().origin(), "https://a.example:8443");
        assert_eq!(PublicUrl::localhost(4000).origin(), "http://localhost:4000");
    }

    #[test]
    fn what_would_not_work_is_refused() {
        for text in [
            "",
            "portal.example.org",
            "http://portal.example.org",
            "https://",
            "https://portal.example.org/here",
            "https://user@portal.example.org",
            "https://127.0.0.1",
            "https://portal..org",
            "https://portal.example.org:port",
            "https://portal.example.org?x",
        ] {
            assert!(PublicUrl::parse(text).is_err(), "{text}");
        }
    }
}
