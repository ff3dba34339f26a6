//! One HTTP request to one address. Nothing is followed, nothing is kept, and little is read.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use service::ports::Trouble;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

use crate::phone::BadPhone;

/// How long one exchange may take, from the name's look-up to the last byte of the answer.
const LIMIT: Duration = Duration::from_secs(10);
/// The most that is read of an answer, and of its head.
const MOST: usize = 64 * 1024;

/// Where requests go.
pub(crate) struct Server {
    url: Url,
    /// The host as a look-up takes it: an IPv6 address without brackets.
    host: String,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    limit: Duration,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The path and the query of a webhook may be a secret.
        write!(f, "Server({}:{})", self.host, self.port)
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// The body, if it was asked for and could be read.
    pub(crate) body: Option<Bytes>,
}

/// Whether an answer's body is of interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// It is: up to [`MOST`].
    Read,
    /// It is not, and nobody waits for it.
    Leave,
}

impl Server {
    /// Reads an address: `https://…`, or `http://…` to this machine.
    ///
    /// # Errors
    /// [`BadPhone`] if it is no such address, or if this machine trusts nobody.
    pub(crate) fn new(url: &str) -> Result<Self, BadPhone> {
        Self::trusting(url, None)
    }

    /// The same, with the given certificates in place of the machine's.
    fn trusting(url: &str, roots: Option<RootCertStore>) -> Result<Self, BadPhone> {
        let url = Url::parse(url.trim()).map_err(|_| BadPhone::Url)?;
        let (host, loopback) = match url.host() {
            Some(Host::Domain(name)) => (name.to_owned(), name == "localhost"),
            Some(Host::Ipv4(address)) => (address.to_string(), address.is_loopback()),
            Some(Host::Ipv6(address)) => (address.to_string(), address.is_loopback()),
            None => return Err(BadPhone::Url),
        };
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(BadPhone::Url);
        }
        let port = url.port_or_known_default().ok_or(BadPhone::Url)?;
        let tls = match (url.scheme(), loopback) {
            ("https", _) => {
                let name = ServerName::try_from(host.clone()).map_err(|_| BadPhone::Url)?;
                Some((connector(roots)?, name))
            }
            ("http", true) => None,
            ("http", false) => return Err(BadPhone::Unencrypted),
            _ => return Err(BadPhone::Url),
        };
        Ok(Self { url, host, port, tls, limit: LIMIT })
    }

    /// The same with another limit of time.
    pub(crate) fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// The path and query that were configured.
    pub(crate) fn path(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }

    /// Posts something to a path.
    ///
    /// # Errors
    /// [`Trouble::Later`] if nothing answered, or not in time. What was sent may have arrived nevertheless.
    pub(crate) async fn post(
        &self,
        path: &str,
        headers: &[(&'static str, String)],
        content: Vec<u8>,
        body: Body,
    ) -> Result<Answer, Trouble> {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, self.url.authority())
            .header(header::USER_AGENT, "Latchkey")
            .header(header::CONNECTION, "close");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request
            .body(Full::new(Bytes::from(content)))
            .map_err(|_| Trouble::Stuck("the request to the gateway cannot be put together".to_owned()))?;
        // Dropping the future ends the connection's task with it.
        tokio::time::timeout(self.limit, self.exchange(request, body))
            .await
            .unwrap_or_else(|_| Err(later("the gateway took too long")))
    }

    /// A connection to the first of its addresses that takes one. None gets more than a third of the time: where one
    /// family of addresses leads nowhere, the other is still tried.
    async fn connect(&self) -> Option<TcpStream> {
        for address in tokio::net::lookup_host((self.host.as_str(), self.port)).await.ok()? {
            if let Ok(Ok(stream)) = tokio::time::timeout(self.limit / 3, TcpStream::connect(address)).await {
                return Some(stream);
            }
        }
        None
    }

    async fn exchange(&self, request: Request<Full<Bytes>>, body: Body) -> Result<Answer, Trouble> {
        let stream = self.connect().await.ok_or_else(|| later("no connection to the gateway"))?;
        match &self.tls {
            None => talk(stream, request, body).await,
            Some((connector, name)) => {
                let stream = connector
                    .connect(name.clone(), stream)
                    .await
                    .map_err(|_| later("no encrypted connection to the gateway"))?;
                talk(stream, request, body).await
            }
        }
    }
}

/// One request and its answer on a connection.
async fn talk<S>(stream: S, request: Request<Full<Bytes>>, body: Body) -> Result<Answer, Trouble>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(MOST)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| later("no connection to the gateway"))?;
    // A set, because its tasks end when it is dropped: nobody reads on for a server that never stops sending.
    let mut tasks = JoinSet::new();
    tasks.spawn(connection);
    let answer = sender.send_request(request).await.map_err(|error| {
        later(if error.is_parse() {
            "the gateway answered what cannot be understood"
        } else {
            "the connection to the gateway broke off"
        })
    })?;
    let status = answer.status();
    let body = match body {
        Body::Leave => None,
        // Too long or broken off is no answer, whatever it begins with. The status still counts.
        Body::Read => Limited::new(answer.into_body(), MOST)
            .collect()
            .await
            .ok()
            .map(http_body_util::Collected::to_bytes),
    };
    Ok(Answer { status, body })
}

fn connector(roots: Option<RootCertStore>) -> Result<TlsConnector, BadPhone> {
    let roots = roots.unwrap_or_else(|| {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        roots
    });
    if roots.is_empty() {
        return Err(BadPhone::NoRoots);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| BadPhone::NoRoots)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

fn later(words: &str) -> Trouble {
    Trouble::Later(words.to_owned())
}

#[cfg(test)]
mod tests;
