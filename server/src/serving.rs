//! Listening, answering, and ending well: on SIGTERM or SIGINT no new request is taken, those under way are
//! finished, then the background work and the writer.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::{Fault, Front, router};

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
/// If the listener fails.
pub(crate) async fn serve(
    front: Arc<Front>,
    listener: TcpListener,
    shutdown: Shutdown,
    up: impl Future<Output = ()>,
) -> Result<(), Fault> {
    let service = router(front).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(wait(shutdown)).into_future();
    let mut serving = std::pin::pin!(serving);
    // The listener queues connections from its first moment on, so whoever reads the line may call.
    up.await;
    serving.as_mut().await.map_err(|source| Fault::Listen { at: "the listener".to_owned(), source })
}
