use std::sync::Arc;

use service::ports::Trouble;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::*;

/// A key and a certificate for `localhost` that nobody else uses or trusts.
const CERTIFICATE: &[u8] = include_bytes!("../../tests/tls/localhost.pem");
const KEY: &[u8] = include_bytes!("../../tests/tls/localhost.key");

/// A server that says `200 OK` to whoever trusts it.
async fn encrypted() -> u16 {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
                let _ = stream.shutdown().await;
            }
        }
    });
    port
}

/// Somebody who trusts that certificate.
fn trusting() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE).unwrap()).unwrap();
    roots
}

/// Somebody who trusts others: those this machine trusts.
fn others() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

async fn post(server: &Server) -> Result<Answer, Trouble> {
    server.post("/", &[], b"hello".to_vec(), Body::Read).await
}

#[tokio::test]
async fn only_a_certificate_that_is_trusted_and_names_the_host_is_spoken_to() {
    let port = encrypted().await;
    let right = Server::trusting(&format!("https://localhost:{port}"), Some(trusting())).unwrap();
    let answer = post(&right).await.unwrap();
    assert_eq!((answer.status, answer.body.unwrap().as_ref()), (StatusCode::OK, b"ok".as_slice()));

    let refused = Err(later("no encrypted connection to the gateway"));
    let name = Server::trusting(&format!("https://127.0.0.1:{port}"), Some(trusting())).unwrap();
    assert_eq!(post(&name).await.map(|answer| answer.status), refused);
    let stranger = Server::trusting(&format!("https://localhost:{port}"), Some(others()));
    // A machine that trusts nobody at all cannot even have such a server.
    match stranger {
        Ok(stranger) => assert_eq!(post(&stranger).await.map(|answer| answer.status), refused),
        Err(bad) => assert_eq!(bad, BadPhone::NoRoots),
    }
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_gets_nothing_when_it_should() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = vec![0; 4096];
        let length = stream.read(&mut head).await.unwrap();
        head.truncate(length);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
        head
    });
    let server = Server::trusting(&format!("https://localhost:{port}"), Some(trusting())).unwrap();
    let result = server.post("/secret-path", &[], b"secret-word".to_vec(), Body::Read).await;
    assert_eq!(result.map(|answer| answer.status), Err(later("no encrypted connection to the gateway")));
    let heard = heard.await.unwrap();
    assert!(!heard.windows(6).any(|part| part == b"secret"), "the request went out in the open");
}

#[test]
fn only_encrypted_addresses_and_this_machine_are_taken() {
    for good in [
        "http://localhost:8080/hook",
        "http://127.0.0.1:8080",
        "http://[::1]:8080/hook?to=sms",
        "https://gateway.example.org/hook",
        "https://192.0.2.1/hook",
    ] {
        assert!(Server::trusting(good, Some(trusting())).is_ok(), "{good}");
    }
    for bad in [
        "http://gateway.example.org",
        "http://192.0.2.1",
        "http://localhost.example.org",
        "http://[2001:db8::1]/",
    ] {
        assert_eq!(Server::trusting(bad, Some(trusting())).unwrap_err(), BadPhone::Unencrypted, "{bad}");
    }
    for bad in [
        "",
        "gateway.example.org",
        "ftp://127.0.0.1",
        "https://",
        "https://user:word@example.org",
        "https://e.org/#x",
        "file:///etc",
    ] {
        assert_eq!(Server::trusting(bad, Some(trusting())).unwrap_err(), BadPhone::Url, "{bad}");
    }
}

#[test]
fn an_address_is_shown_without_its_path() {
    let server = Server::trusting("http://localhost:1/secret-word?key=secret-word", None).unwrap();
    assert_eq!(format!("{server:?}"), "Server(localhost:1)");
    assert_eq!(server.path(), "/secret-word?key=secret-word");
}
