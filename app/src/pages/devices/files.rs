//! `/desk/devices/import`: IT's files of devices. The server reads the files and makes this page with what it found; it is
//! plain forms all the way, and works with scripts off.

use contract::devices::{ColumnChoice, ColumnsView, FileName, ImportSummary, ImportView, PreviewView};
use domain::device::Ownership;
use leptos::prelude::*;

use crate::components::{Act, Back, Choices, ErrorSummary, Facts, MainButton, Pick, PlainLink};
use crate::context::{form, say, t, tv};
use crate::page::Content;

/// Its address.
pub const PATH: &str = "/desk/devices/import";

/// Management systems by their word, as they call themselves.
fn system_name(word: &str) -> &str {
    match word {
        "intune" => "Microsoft Intune",
        "jamf" => "Jamf",
        "workspace-one" => "Workspace ONE",
        "google" => "Google",
        other => other,
    }
}

/// The page that shows `view`.
pub fn content(view: &ImportView) -> Content {
    match view {
        ImportView::Empty => upload(),
        ImportView::Columns(columns) => choose(columns),
        ImportView::Preview(view) => preview(view),
        ImportView::Running { file, done, total } => running(file, *done, *total),
        ImportView::Done { summary, .. } => done(summary),
        ImportView::Stopped { file, why } => {
            let heading = t("files-stopped-heading");
            Content::new(
                heading.clone(),
                view! {
                    <h1>{heading}</h1>
                    <p class="lead">{say(why)}</p>
                    <div class="actions">
                        <a class="btn btn-main" href=at(file, "preview")>{t("files-again")}</a>
                        <PlainLink href=PATH label=t("files-other")/>
                    </div>
                },
            )
        }
    }
}

fn at(file: &FileName, step: &str) -> String {
    format!("{PATH}?file={}&step={step}", file.id)
}

fn upload() -> Content {
    let problem = |field: &str| form().problem(field);
    let error = |field: &'static str| {
        problem(field).map(|words| view! { <p class="error" id=format!("{field}-error")>{words}</p> })
    };
    let class = |field: &str| if problem(field).is_some() { "field field-bad" } else { "field" };
    Content::new(
        t("files-heading"),
        view! {
            <Back href="/desk"/>
            <ErrorSummary/>
            <h1>{t("files-heading")}</h1>
            <p class="lead">{t("files-lead")}</p>
            <form method="post" action=PATH enctype="multipart/form-data">
                <div class=class("file")>
                    <label for="file">{t("files-file")}</label>
                    <p class="hint" id="file-hint">{t("files-file-hint")}</p>
                    {error("file")}
                    <input
                        id="file"
                        name="file"
                        type="file"
                        accept=".csv,.txt,.tsv,text/csv,text/plain"
                        aria-invalid=problem("file").map(|_| "true")
                        aria-describedby="file-hint"
                    />
                </div>
                <div class=class("paste")>
                    <label for="paste">{t("files-paste")}</label>
                    <p class="hint" id="paste-hint">{t("files-paste-hint")}</p>
                    {error("paste")}
                    <textarea id="paste" name="paste" rows="6" spellcheck="false" aria-describedby="paste-hint"></textarea>
                </div>
                <div class="actions"><MainButton label=t("files-upload")/></div>
            </form>
        },
    )
}

fn lead(file: &FileName) -> String {
    let encoding = t(&format!("files-encoding-{}", file.encoding));
    tv(
        "files-columns-lead",
        &[("file", &file.name), ("rows", &file.rows.to_string()), ("encoding", &encoding)],
    )
}

fn choose(view: &ColumnsView) -> Content {
    let system = view
        .looks_like
        .as_deref()
        .map(|word| view! { <p>{tv("files-columns-system", &[("system", system_name(word))])}</p> });
    let selects: Vec<_> = view.facts.iter().map(|fact| column(fact, &view.columns)).collect();
    let companies = Ownership::ALL
        .iter()
        .filter(|one| **one != Ownership::Own)
        .map(|one| Pick::new(one.word(), t(&format!("their-ownership-{}", one.word()))))
        .collect();
    Content::new(
        t("files-columns-heading"),
        view! {
            <Back href=PATH/>
            <ErrorSummary/>
            <h1>{t("files-columns-heading")}</h1>
            <p class="lead">{lead(&view.file)}</p>
            {system}
            <form method="post" action=at(&view.file, "columns")>
                <input type="hidden" name="step" value="columns"/>
                <input type="hidden" name="file" value=view.file.id.clone()/>
                {selects}
                <Choices
                    name="company"
                    legend=t("files-columns-company")
                    hint=t("files-columns-company-hint")
                    picks=companies
                    value=view.company_account.clone()
                />
                <div class="actions"><MainButton label=t("files-columns-button")/></div>
            </form>
        },
    )
}

/// One fact and the columns to choose from; what stands in the chosen one is shown.
fn column(choice: &ColumnChoice, columns: &[String]) -> impl IntoView + use<> {
    let fact = choice.fact.clone();
    let problem = form().problem(&fact);
    let chosen =
        form().value(&fact).unwrap_or_else(|| choice.column.map(|at| at.to_string()).unwrap_or_default());
    let options: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let value = at.to_string();
            let selected = value == chosen;
            let name = if name.is_empty() { format!("({})", at + 1) } else { name.clone() };
            view! { <option value=value selected=selected>{name}</option> }
        })
        .collect();
    let (hint_id, error_id) = (format!("{fact}-hint"), format!("{fact}-error"));
    let mut hint = t(&format!("files-fact-{fact}-hint"));
    if choice.needed {
        hint = format!("{}. {hint}", t("files-columns-needed"));
    }
    if !choice.examples.is_empty() {
        hint =
            format!("{hint} {}", tv("files-columns-example", &[("examples", &choice.examples.join(" · "))]));
    }
    let described = if problem.is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    let class = if problem.is_some() { "field field-bad" } else { "field" };
    let invalid = problem.as_ref().map(|_| "true");
    view! {
        <div class=class>
            <label for=fact.clone()>{t(&format!("files-fact-{fact}"))}</label>
            <p class="hint" id=hint_id>{hint}</p>
            {problem.map(|words| view! { <p class="error" id=error_id>{words}</p> })}
            <select id=fact.clone() name=fact aria-invalid=invalid aria-describedby=described>
                <option value="">{t("files-columns-choose")}</option>
                {options}
            </select>
        </div>
    }
}

fn numbers(summary: &ImportSummary) -> impl IntoView + use<> {
    let rows = [
        ("files-new", summary.new),
        ("files-changed", summary.changed),
        ("files-moved", summary.moved),
        ("files-unchanged", summary.unchanged),
        ("files-bad", summary.bad),
        ("files-missing", summary.missing),
    ];
    let rows = rows.into_iter().map(|(key, n)| (t(key), n.to_string())).collect();
    view! { <Facts rows=rows/> }
}

/// That only the first of a list are shown, if so.
fn some(shown: usize, all: u64) -> Option<impl IntoView> {
    let fewer = u64::try_from(shown).is_ok_and(|shown| shown < all);
    fewer.then(|| view! { <p class="hint">{tv("files-some", &[("n", &shown.to_string())])}</p> })
}

fn missing(summary: &ImportSummary) -> Option<impl IntoView + use<>> {
    (summary.missing > 0).then(|| {
        let items: Vec<_> = summary
            .missing_names
            .iter()
            .map(|(name, owner)| {
                view! { <li>{tv("files-missing-of", &[("name", name), ("owner", owner)])}</li> }
            })
            .collect();
        view! {
            <h2>{t("files-missing")}</h2>
            <p>{t("files-missing-lead")}</p>
            {some(items.len(), summary.missing)}
            <ul>{items}</ul>
        }
    })
}

fn line(line: u64) -> String {
    tv("files-line", &[("line", &line.to_string())])
}

fn preview(view: &PreviewView) -> Content {
    let summary = &view.summary;
    let to_do = summary.new + summary.changed + summary.moved;
    let bad: Vec<_> = view
        .bad
        .iter()
        .map(|(at, words)| view! { <div><dt>{line(*at)}</dt><dd>{say(words)}</dd></div> })
        .collect();
    let bad = (!bad.is_empty()).then(|| {
        view! {
            <h2>{t("files-bad")}</h2>
            <p>{t("files-bad-lead")}</p>
            {some(bad.len(), u64::try_from(bad.len()).unwrap_or_default().max(summary.bad))}
            <dl class="facts">{bad}</dl>
        }
    });
    let new: Vec<_> = view
        .new
        .iter()
        .map(|(at, name, owner)| {
            let words = tv("files-new-of", &[("name", name), ("owner", owner)]);
            view! { <div><dt>{line(*at)}</dt><dd>{words}</dd></div> }
        })
        .collect();
    let new = (!new.is_empty()).then(|| {
        view! {
            <h2>{t("files-new")}</h2>
            {some(new.len(), summary.new + summary.moved)}
            <dl class="facts">{new}</dl>
        }
    });
    let changed: Vec<_> = view
        .changed
        .iter()
        .map(|(at, name, facts)| {
            let facts: Vec<_> = facts.iter().map(say).collect();
            let words = tv("files-changes", &[("name", name), ("facts", &facts.join(", "))]);
            view! { <div><dt>{line(*at)}</dt><dd>{words}</dd></div> }
        })
        .collect();
    let changed = (!changed.is_empty()).then(|| {
        view! {
            <h2>{t("files-changed")}</h2>
            {some(changed.len(), summary.changed)}
            <dl class="facts">{changed}</dl>
        }
    });
    let import = |label: String, skip: &str, class: &'static str| {
        let with = vec![
            ("step", "import".to_owned()),
            ("file", view.file.id.clone()),
            ("skip_bad", skip.to_owned()),
        ];
        view! { <Act action=at(&view.file, "preview") label=label class=class with=with/> }
    };
    let act = match (to_do, summary.bad) {
        (0, _) => view! { <p>{t("files-preview-nothing")}</p> }.into_any(),
        (_, 0) => import(t("files-import"), "", "btn btn-main").into_any(),
        _ => view! {
            {import(t("files-import-good"), "yes", "btn btn-plain")}
            <p class="hint">{t("files-import-bad-first")}</p>
        }
        .into_any(),
    };
    Content::new(
        t("files-preview-heading"),
        view! {
            <Back href=at(&view.file, "columns")/>
            <ErrorSummary/>
            <h1>{t("files-preview-heading")}</h1>
            <p class="lead">{lead(&view.file)} " " {t("files-preview-lead")}</p>
            {numbers(summary)}
            <div class="actions">
                {act}
                <a class="btn-link" href=at(&view.file, "columns")>{t("files-back-to-columns")}</a>
                <a class="btn-link" href=PATH>{t("files-other")}</a>
            </div>
            {bad}
            {new}
            {changed}
            {missing(summary)}
        },
    )
}

fn running(file: &FileName, done: u64, total: u64) -> Content {
    let words = match total {
        0 => t("files-running-begins"),
        _ => tv("files-running", &[("done", &done.to_string()), ("total", &total.to_string())]),
    };
    let bar = (total > 0).then(|| {
        view! { <progress max=total.to_string() value=done.to_string() aria-label=words.clone()></progress> }
    });
    Content::new(
        t("files-running-heading"),
        view! {
            <h1>{t("files-running-heading")}</h1>
            <p class="waiting" role="status">{words.clone()}</p>
            {bar}
            <p class="hint">{lead(file)}</p>
            <div class="actions"><PlainLink href=at(file, "preview") label=t("files-running-look")/></div>
        },
    )
}

fn done(summary: &ImportSummary) -> Content {
    let heading = t("files-done-heading");
    Content::new(
        heading.clone(),
        view! {
            <h1>{heading}</h1>
            {numbers(summary)}
            {missing(summary)}
            <div class="actions">
                <a class="btn btn-main" href="/desk">{t("common-desk")}</a>
                <a class="btn-link" href=PATH>{t("files-other")}</a>
            </div>
        },
    )
}
