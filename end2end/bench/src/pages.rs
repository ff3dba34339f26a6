//! Pages a second: ours beside the twin, both over HTTP on loopback with keep-alive, by the same load generator in this
//! process. So the load costs both the same, and the ratio flatters the slower of the two a little.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use http::{Method, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::first_visit::request;
use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::timing::{grouped, rate};
use crate::{Bench, Result, twin};

/// Connections at once.
const CONNECTIONS: usize = 16;
/// How long each of the two is measured in one round.
const MEASURE: Duration = Duration::from_secs(4);
/// Rounds, the two in turn.
const ROUNDS: usize = 3;
/// The page.
const PAGE: &str = "/recover";

async fn serve(router: Router) -> Result<(SocketAddr, JoinHandle<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).await {
            eprintln!("a server of the bench ended: {error}");
        }
    });
    Ok((at, serving))
}

/// One connection that stays open.
struct Line(http1::SendRequest<Body>);

impl Line {
    async fn open(at: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender.
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Asks for the page; its head, and how long it is.
    async fn get(&mut self) -> Result<(Response<()>, usize)> {
        self.0.ready().await?;
        let response: Response<Incoming> =
            self.0.send_request(request(Method::GET, PAGE).body(Body::empty())?).await?;
        let (head, body) = response.into_parts();
        let length = body.collect().await?.to_bytes().len();
        if !head.status.is_success() {
            return Err(format!("{PAGE} answered {}", head.status).into());
        }
        Ok((Response::from_parts(head, ()), length))
    }
}

/// How many pages were answered in `time`.
async fn load(at: SocketAddr, time: Duration) -> Result<usize> {
    let mut tasks = JoinSet::new();
    let until = Instant::now() + time;
    for _ in 0..CONNECTIONS {
        tasks.spawn(async move {
            let mut line = Line::open(at).await?;
            let mut count = 0_usize;
            while Instant::now() < until {
                line.get().await?;
                count += 1;
            }
            Ok::<_, crate::Fault>(count)
        });
    }
    let mut all = 0;
    while let Some(count) = tasks.join_next().await {
        all += count??;
    }
    Ok(all)
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new(bench.folder.path(), "pages").await?;
    let (ours_at, ours) = serve(ground.router(&bench.site)?).await?;
    let (head, our_size) = Line::open(ours_at).await?.get().await?;
    let (twin_at, twin) = serve(twin::router(ground.rng.clone(), head.headers())).await?;
    let (_, twin_size) = Line::open(twin_at).await?.get().await?;

    load(ours_at, Duration::from_secs(1)).await?;
    load(twin_at, Duration::from_secs(1)).await?;
    let (mut our_count, mut twin_count) = (0, 0);
    for _ in 0..ROUNDS {
        our_count += load(ours_at, MEASURE).await?;
        twin_count += load(twin_at, MEASURE).await?;
    }
    ours.abort();
    twin.abort();
    ground.close().await;

    let time = MEASURE * u32::try_from(ROUNDS)?;
    let (ours, twin) = (rate(our_count, time), rate(twin_count, time));
    let ratio = ours / twin;
    Ok(vec![Row {
        what: format!("page over loopback HTTP, {CONNECTIONS} connections"),
        ours: format!("{}/s ({our_size} B)", grouped(ours)),
        partner: format!("{}/s twin ({twin_size} B)", grouped(twin)),
        ratio: Some(ratio),
        must: "≥ 0.5×".to_owned(),
        aim: "≥ 0.75×".to_owned(),
        met: Met::of(Some(ratio >= 0.5), Some(ratio >= 0.75)),
    }])
}
