//! `/desk/devices/import`: reads what `directory` understands of an uploaded file, keeps it through the use cases, and shows
//! the page that `app` makes of it. The import itself goes on by itself, so that whoever began it may leave.

use std::sync::Arc;

use app::{Fields, FormState};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::response::Response;
use contract::devices::{ColumnChoice, ColumnsView, FileName, ImportSummary, ImportView, PreviewView};
use contract::{Answer, PortalRef, Problem, Refusal, RefusalCode, Words};
use directory::devices_import::{
    Asked, By, Choices, Fact, ImportFault, Look, MOST, NoTable, Unreadable, import, look, on_record, plan,
};
use domain::device::Ownership;
use domain::{OrderId, Span};
use http::request::Parts;
use http::{HeaderValue, header};
use service::{Core, Visitor};
use store::device_files::{self, DeviceFile, FileState};

use crate::front::Front;
use crate::middleware::errors;
use crate::page::{self, Around};
use crate::router::{fields, next};
use crate::routes::Verb;

/// Bytes that are read before a body is broken off: more than fits, so that whoever sends too much reads why.
const READ_AT_MOST: usize = 4 * MOST;
/// An import that has not gone on for so long has stopped.
const STILL: Span = Span::minutes(5);
/// Seconds after which a page that shows progress looks again.
const AGAIN: &str = "3";

/// What is answered: a page (after a form, with what is to be mended), or where to go on.
enum Outcome {
    Show(Box<ImportView>, Option<FormState>),
    Next(String),
}

/// See the module.
pub(crate) async fn answer(
    front: &Arc<Front>,
    verb: Verb,
    parts: Parts,
    body: Body,
    around: Around,
    visitor: &Arc<Visitor>,
) -> Result<Response, Response> {
    let outcome = match verb {
        Verb::Get => get(&front.core, &parts, visitor).await,
        Verb::Post if is_multipart(&parts) => upload(&parts, body, visitor).await,
        Verb::Post => {
            let fields = fields(&parts, body).await?;
            post(&front.core, &fields, visitor).await
        }
    };
    let portal: PortalRef = Arc::clone(visitor) as PortalRef;
    Ok(match outcome {
        Ok(Outcome::Next(path)) => next(&path),
        Ok(Outcome::Show(view, form)) => {
            let running = matches!(*view, ImportView::Running { .. });
            let content = move || app::pages::devices::files::content(&view);
            let form = form.unwrap_or_default();
            let mut response = page::show_own_form(front, parts, around, portal, form, content).await;
            if running {
                response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(AGAIN));
            }
            response
        }
        Err(refusal) => {
            let status = errors::status_of(refusal.code);
            page::refusal(front, parts, around, Some(portal), status, refusal).await
        }
    })
}

fn is_multipart(parts: &Parts) -> bool {
    let kind =
        parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("multipart/form-data")
}

fn not_here() -> Refusal {
    Refusal::of(RefusalCode::NotHere)
}

fn file_path(id: &str, step: &str) -> String {
    format!("{}?file={id}&step={step}", app::pages::devices::files::PATH)
}

async fn get(core: &Arc<Core>, parts: &Parts, visitor: &Visitor) -> Answer<Outcome> {
    let query = Fields::parse(parts.uri.query().unwrap_or_default().as_bytes())?;
    if query.get("file").is_empty() {
        // A file that is sent with too old a proof would be sent for nothing.
        visitor.fresh_device_importer()?;
        return Ok(Outcome::Show(Box::new(ImportView::Empty), None));
    }
    let file = visitor.device_file(query.get("file")).await?;
    let view = view(core, visitor, &file, query.get("step")).await?;
    Ok(Outcome::Show(Box::new(view), None))
}

/// What there is to see of a file.
async fn view(core: &Arc<Core>, visitor: &Visitor, file: &DeviceFile, step: &str) -> Answer<ImportView> {
    let still = core.now().since(file.seen) > STILL;
    match file.state {
        FileState::Running if still => {
            let why = Words::of("files-stopped-lead");
            Ok(ImportView::Stopped { file: name(file, None), why })
        }
        FileState::Running => Ok(ImportView::Running {
            file: named(core, visitor, file).await?,
            done: file.done,
            total: file.total,
        }),
        FileState::Done => {
            let summary: ImportSummary = serde_json::from_str(&file.summary).unwrap_or_default();
            Ok(ImportView::Done { file: name(file, None), summary })
        }
        FileState::Stopped if step != "preview" && step != "columns" => {
            Ok(ImportView::Stopped { file: name(file, None), why: Words::of(file.summary.clone()) })
        }
        FileState::Stopped | FileState::Uploaded => match Choices::parse(&file.choices) {
            Some(choices) if step == "preview" => preview(core, visitor, file, choices).await,
            chosen => columns(core, visitor, file, chosen).await,
        },
    }
}

fn name(file: &DeviceFile, look: Option<&Look>) -> FileName {
    FileName {
        id: file.id.to_string(),
        name: file.file.clone(),
        rows: look.map_or(0, |look| look.rows),
        encoding: look.map_or("utf-8", |look| look.encoding.word()).to_owned(),
    }
}

async fn bytes(core: &Core, visitor: &Visitor, id: &OrderId) -> Answer<Vec<u8>> {
    device_files::bytes(&mut core.db(), id)
        .await
        .map_err(|fault| visitor.failed("devices.file-bytes", &fault))
}

/// Reads a file on a thread of its own: a hundred thousand rows take their time.
async fn looked_at(core: &Core, visitor: &Visitor, id: &OrderId) -> Answer<Look> {
    let bytes = bytes(core, visitor, id).await?;
    let look = tokio::task::spawn_blocking(move || look(&bytes)).await;
    let look = look.map_err(|fault| visitor.failed("devices.look", &fault))?;
    // It was looked at before it was kept.
    look.map_err(|fault| visitor.failed("devices.look", &fault))
}

async fn named(core: &Core, visitor: &Visitor, file: &DeviceFile) -> Answer<FileName> {
    Ok(name(file, Some(&looked_at(core, visitor, &file.id).await?)))
}

async fn columns(
    core: &Core,
    visitor: &Visitor,
    file: &DeviceFile,
    chosen: Option<Choices>,
) -> Answer<ImportView> {
    let look = looked_at(core, visitor, &file.id).await?;
    let choices = chosen.unwrap_or_else(|| look.guess.clone());
    let facts = Fact::ALL.iter().map(|fact| {
        let column = choices.columns.get(fact).copied();
        ColumnChoice {
            fact: fact.word().to_owned(),
            needed: fact.needed(),
            column,
            examples: column.and_then(|at| look.examples.get(at)).cloned().unwrap_or_default(),
        }
    });
    Ok(ImportView::Columns(ColumnsView {
        facts: facts.collect(),
        file: name(file, Some(&look)),
        looks_like: look.looks_like.map(str::to_owned),
        columns: look.header,
        company_account: choices.company.word().to_owned(),
    }))
}

async fn preview(core: &Core, visitor: &Visitor, file: &DeviceFile, choices: Choices) -> Answer<ImportView> {
    let bytes = bytes(core, visitor, &file.id).await?;
    let record = on_record(core).await.map_err(|fault| visitor.failed("devices.record", &fault))?;
    let read = tokio::task::spawn_blocking(move || {
        let plan = plan(&bytes, &choices, &record)?;
        Ok::<_, NoTable>((look(&bytes)?, plan))
    });
    let read = read.await.map_err(|fault| visitor.failed("devices.plan", &fault))?;
    let (look, plan) = read.map_err(|fault| visitor.failed("devices.plan", &fault))?;
    let most = ImportSummary::SHOWN;
    Ok(ImportView::Preview(PreviewView {
        file: name(file, Some(&look)),
        summary: plan.summary(),
        bad: plan.bad.iter().take(most).map(|problem| (problem.line, problem.words.clone())).collect(),
        new: plan
            .new
            .iter()
            .take(most)
            .map(|new| (new.line, new.name.clone(), new.owner_key.clone()))
            .collect(),
        changed: plan
            .changed
            .iter()
            .take(most)
            .map(|change| {
                let facts = change.facts.iter().map(|fact| Words::of(format!("files-fact-{fact}"))).collect();
                (change.line, change.name.clone(), facts)
            })
            .collect(),
    }))
}

/// What a multipart form brought.
struct Sent {
    name: String,
    bytes: Vec<u8>,
    too_big: bool,
}

async fn receive(parts: &Parts, body: Body) -> Answer<Sent> {
    let unreadable = || Refusal::of(RefusalCode::Unreadable);
    let mut request = Request::from_parts(parts.clone(), body);
    DefaultBodyLimit::max(READ_AT_MOST).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    let mut sent = Sent { name: String::new(), bytes: Vec::new(), too_big: false };
    let mut pasted = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(|_| unreadable())? {
        let file = match field.name() {
            Some("file") => true,
            Some("paste") => false,
            _ => return Err(unreadable()),
        };
        if let (true, Some(name)) = (file, field.file_name()) {
            // Browsers send a name; some old ones a whole path.
            sent.name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        }
        let into = if file { &mut sent.bytes } else { &mut pasted };
        while let Some(part) = field.chunk().await.map_err(|_| unreadable())? {
            if into.len() + part.len() > MOST {
                sent.too_big = true;
                into.clear();
            }
            if !sent.too_big {
                into.extend_from_slice(&part);
            }
        }
    }
    if sent.bytes.is_empty() && !pasted.iter().all(u8::is_ascii_whitespace) {
        sent.bytes = pasted;
        "pasted.csv".clone_into(&mut sent.name);
    }
    Ok(sent)
}

/// Why a file cannot be looked at, in words.
const fn words_for(fault: &NoTable) -> &'static str {
    match fault {
        NoTable::Unreadable(Unreadable::NoText) => "files-no-text",
        NoTable::Empty => "files-no-rows",
        NoTable::NoHeader => "files-no-header",
    }
}

async fn upload(parts: &Parts, body: Body, visitor: &Visitor) -> Answer<Outcome> {
    visitor.fresh_device_importer()?;
    let sent = receive(parts, body).await?;
    let mend = |words: &str| {
        let problems = vec![Problem::at("file", Words::of(words))];
        Ok(Outcome::Show(Box::new(ImportView::Empty), Some(FormState::posted(&Fields::default(), problems))))
    };
    if sent.too_big {
        return mend("files-too-big");
    }
    if sent.bytes.is_empty() {
        return mend("files-nothing");
    }
    let Sent { name, bytes, .. } = sent;
    let read = tokio::task::spawn_blocking(move || (look(&bytes).map(|_| ()), bytes)).await;
    let (looked, bytes) = read.map_err(|fault| visitor.failed("devices.upload", &fault))?;
    if let Err(fault) = looked {
        return mend(words_for(&fault));
    }
    let name = if name.trim().is_empty() { "devices.csv".to_owned() } else { name };
    let id = visitor.keep_device_file(&name, bytes).await?;
    Ok(Outcome::Next(file_path(id.as_str(), "columns")))
}

async fn post(core: &Arc<Core>, fields: &Fields, visitor: &Visitor) -> Answer<Outcome> {
    let person = visitor.fresh_device_importer()?;
    if fields.get("file").is_empty() {
        return Err(Refusal::of(RefusalCode::Unreadable));
    }
    let file = visitor.device_file(fields.get("file")).await?;
    match fields.get("step") {
        "columns" => choose(core, fields, visitor, &file).await,
        "import" => {
            let choices = Choices::parse(&file.choices).ok_or_else(not_here)?;
            let asked = Asked {
                file: file.file.clone(),
                by: By::Person(person),
                choices,
                skip_bad: fields.get("skip_bad") == "yes",
                upload: Some(file.id.clone()),
            };
            begin(core, visitor, &file, asked).await?;
            Ok(Outcome::Next(file_path(file.id.as_str(), "run")))
        }
        _ => Err(Refusal::of(RefusalCode::Unreadable)),
    }
}

/// Takes the columns that somebody chose.
async fn choose(core: &Arc<Core>, fields: &Fields, visitor: &Visitor, file: &DeviceFile) -> Answer<Outcome> {
    let look = looked_at(core, visitor, &file.id).await?;
    let company = Ownership::from_word(fields.get("company")).filter(|one| *one != Ownership::Own);
    let mut choices = Choices {
        columns: Default::default(),
        company: company.unwrap_or(Ownership::CompanyPersonalAccount),
    };
    for fact in Fact::ALL {
        let chosen: Option<usize> = fields.get(fact.word()).parse().ok();
        if let Some(at) = chosen.filter(|at| *at < look.header.len()) {
            choices.columns.insert(fact, at);
        }
    }
    let mut problems: Vec<Problem> = choices
        .missing()
        .into_iter()
        .map(|fact| Problem::at(fact.word(), Words::of("files-columns-missing")))
        .collect();
    if let Some((_, second)) = choices.twice() {
        problems.push(Problem::at(second.word(), Words::of("files-columns-twice")));
    }
    if !problems.is_empty() {
        let view = columns(core, visitor, file, Some(choices)).await?;
        return Ok(Outcome::Show(Box::new(view), Some(FormState::posted(fields, problems))));
    }
    visitor.choose_columns(file.id.as_str(), choices.written()).await?;
    Ok(Outcome::Next(file_path(file.id.as_str(), "preview")))
}

/// Moves an uploaded file on.
async fn set_state(core: &Core, id: &OrderId, to: FileState, said: String) -> Result<bool, store::Fault> {
    core.writer()
        .unlogged((id.clone(), to, said), |tx, (id, to, said)| {
            Box::pin(async move { device_files::set_state(tx, id, *to, said).await })
        })
        .await
}

/// Begins the import; it goes on by itself. Whoever presses twice begins it once.
async fn begin(core: &Arc<Core>, visitor: &Visitor, file: &DeviceFile, asked: Asked) -> Answer<()> {
    let started = set_state(core, &file.id, FileState::Running, String::new())
        .await
        .map_err(|fault| visitor.failed("devices.import", &fault))?;
    if started {
        tokio::spawn(run(Arc::clone(core), file.id.clone(), asked));
    }
    Ok(())
}

async fn run(core: Arc<Core>, id: OrderId, asked: Asked) {
    let result = match device_files::bytes(&mut core.db(), &id).await {
        Ok(bytes) => import(&core, &bytes, &asked, &mut |_, _| {}).await,
        Err(fault) => Err(ImportFault::Store(fault)),
    };
    let (state, said) = match result {
        Ok(summary) => (FileState::Done, serde_json::to_string(&summary).unwrap_or_default()),
        Err(fault) => {
            let words = match &fault {
                ImportFault::Busy => "files-stopped-busy",
                ImportFault::Rows(_) | ImportFault::Table(_) => "files-stopped-rows",
                ImportFault::LeaseLost | ImportFault::Store(_) => "files-stopped-lead",
            };
            tracing::warn!(fault = %crate::fault::chain(&fault), "an import of devices stopped");
            (FileState::Stopped, words.to_owned())
        }
    };
    if let Err(fault) = set_state(&core, &id, state, said).await {
        tracing::error!(fault = %crate::fault::chain(&fault), "the end of an import of devices was not noted");
    }
}
