//! Listening, answering (HTTP/1.1: a proxy in front speaks the rest), and ending well: on SIGTERM or SIGINT no new request is taken, those under way are
//! finished, then the background work and the writer.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::{Fault, Front, router};

/// How long a caller may take to send the head of a request, and to begin the next one on the same connection.
const HEAD: Duration = Duration::from_secs(20);
/// The most that is held of a request's head, and of a body at once.
const MOST_OF_A_HEAD: usize = 64 * 1024;

/// Becomes true when the process shall end.
pub(crate) type Shutdown = watch::Receiver<bool>;

/// Listens on an address; port 0 is any free one.
///
/// # Errors
/// If the address is taken or not ours.
pub(crate) async fn listen(at: SocketAddr) -> Result<(TcpListener, SocketAddr), Fault> {
    let fault = |source| Fault::Listen { at: at.to_string(), source };
    let listener = TcpListener::bind(at).await.map_err(fault)?;
    let at = listener.local_addr().map_err(fault)?;
    Ok((listener, at))
}

/// A word that comes with the first SIGTERM or SIGINT.
///
/// # Errors
/// If signals cannot be waited for.
pub(crate) fn shutdown() -> Result<Shutdown, Fault> {
    let fault = |source| Fault::Listen { at: "signals".to_owned(), source };
    let mut terminate = signal(SignalKind::terminate()).map_err(fault)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(fault)?;
    let (say, heard) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = say.send(true);
        // Whoever asks a second time does not want to wait.
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        std::process::exit(130);
    });
    Ok(heard)
}

/// Waits for that word.
pub(crate) async fn wait(mut shutdown: Shutdown) {
    // An error means that nobody can say it any more, which is an end as well.
    let _ = shutdown.wait_for(|end| *end).await;
}

/// Serves until told to end. `up` runs once requests are answered.
///
/// # Errors
/// None so far: a connection that cannot be taken is a matter of that moment.
pub(crate) async fn serve(
    front: Arc<Front>,
    listener: TcpListener,
    shutdown: Shutdown,
    up: impl Future<Output = ()>,
) -> Result<(), Fault> {
    let router = router(front);
    // The listener queues connections from its first moment on, so whoever reads the line may call.
    up.await;
    // Each connection holds a receiver: when the last is gone, all are answered.
    let (open, held) = watch::channel(());
    let mut end = std::pin::pin!(wait(shutdown.clone()));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connection(router.clone(), stream, peer, shutdown.clone(), HEAD);
                let held = held.clone();
                tokio::spawn(async move {
                    connection.await;
                    drop(held);
                });
            }
            // The other end went away before it was its turn.
            Err(error) if is_theirs(&error) => {}
            // Too many open files, most likely: it gets better when connections end.
            Err(error) => {
                tracing::error!(%error, "a connection cannot be taken");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
    drop((held, listener));
    open.closed().await;
    Ok(())
}

fn is_theirs(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(error.kind(), Kind::ConnectionRefused | Kind::ConnectionAborted | Kind::ConnectionReset)
}

/// Answers the requests of one connection, one after the other; `head` limits how long each may take to begin.
async fn connection(router: Router, stream: TcpStream, peer: SocketAddr, shutdown: Shutdown, head: Duration) {
    // An answer goes out at once, however small its last piece is.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        TowerToHyperService::new(router.clone()).call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(MOST_OF_A_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = wait(shutdown) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Browsers cut connections all the time; nobody has to look.
        tracing::trace!(%error, "a connection ended badly");
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream as Client;

    use axum::routing::get;
    use tokio::task::JoinHandle;

    use super::*;

    const SOON: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(10);

    /// A client of a connection that is served with that limit, and what ends it.
    async fn connected(head: Duration) -> (Client, watch::Sender<bool>, JoinHandle<()>) {
        let peer = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
        let router = Router::new().route("/", get(peer));
        let (listener, at) = listen(([127, 0, 0, 1], 0).into()).await.unwrap();
        let client = Client::connect(at).unwrap();
        client.set_read_timeout(Some(LONG)).unwrap();
        let (stream, peer) = listener.accept().await.unwrap();
        let (end, shutdown) = watch::channel(false);
        (client, end, tokio::spawn(connection(router, stream, peer, shutdown, head)))
    }

    fn ask(client: &mut Client) -> String {
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut text = [0; 1_000];
        let length = client.read(&mut text).unwrap();
        String::from_utf8_lossy(text.get(..length).unwrap()).into_owned()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn requests_are_answered_one_after_the_other_and_know_where_they_come_from() {
        let (mut client, _end, _) = connected(LONG).await;
        for _ in 0..2 {
            let answer = ask(&mut client);
            assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_sends_a_head_too_slowly_is_cut_off() {
        let (mut client, _end, served) = connected(SOON).await;
        client.write_all(b"GET / HTTP/1.1\r\nHos").unwrap();
        tokio::time::timeout(LONG, served).await.unwrap().unwrap();
        let mut rest = String::new();
        client.read_to_string(&mut rest).unwrap();
        assert!(!rest.starts_with("HTTP/1.1 200"), "{rest}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_sends_nothing_at_first_or_after_an_answer_is_cut_off() {
        let (_client, _end, served) = connected(SOON).await;
        tokio::time::timeout(LONG, served).await.unwrap().unwrap();
        let (mut client, _end, served) = connected(SOON).await;
        assert!(ask(&mut client).starts_with("HTTP/1.1 200"));
        tokio::time::timeout(LONG, served).await.unwrap().unwrap();
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_idle_connection_ends_when_the_process_shall() {
        let (mut client, end, served) = connected(LONG * 10).await;
        ask(&mut client);
        end.send_replace(true);
        tokio::time::timeout(LONG, served).await.unwrap().unwrap();
    }
}
