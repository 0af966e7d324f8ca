import type { ApiApp } from "./api-app.ts";

type Document = ReturnType<ApiApp["getOpenAPI31Document"]>;
type Json = unknown;

type Operation = {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Json[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Json }[];
  requestBody?: { content?: Record<string, { schema?: Json }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Json }> }>;
};

const METHODS = ["get", "post", "put", "delete"] as const;

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
  code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; overflow-wrap: anywhere; }
  pre { overflow-x: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 4px; }
  section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.5rem 0 1rem; }
  h2 code { font-size: 1.125rem; } summary { cursor: pointer; } nav ul { columns: 2; padding-left: 1rem; }
  @media (max-width: 40rem) { nav ul { columns: 1; } }
`;

/** The OpenAPI document as one page that needs no script and nothing from elsewhere. */
export function renderDocumentation(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as Record<string, Operation | undefined>)[method];
      return operation === undefined
        ? []
        : [{ path, method, operation, id: `${method}-${path}`.replaceAll(/\W+/g, "-") }];
    }),
  );
  const { title, version, description = "" } = document.info;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(title)} <small>version ${escapeHtml(version)}</small></h1>
<p>${escapeHtml(description)}</p>
<p>The same as a document for programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Every refusal, 4XX or 5XX, is
<code>{"error": {code, message, hints, retryable, details?}}</code>.</p>
<nav aria-label="Operations"><ul>${operations
    .map(
      ({ id, path, method }) =>
        `<li><a href="#${id}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a></li>`,
    )
    .join("")}</ul></nav>
${operations.map(renderOperation).join("\n")}
<section id="schemas"><h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(([name, schema]) => renderSchema(name, schema))
  .join("")}</section>
</main></body></html>`;
}

function renderOperation({
  path,
  method,
  operation,
  id,
}: {
  path: string;
  method: string;
  operation: Operation;
  id: string;
}): string {
  const { summary = "", description = "", security, parameters = [], requestBody, responses = {} } = operation;
  const body = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    renderSchema(`Body: ${type}`, schema),
  );
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const answers = successes.map(([status, answer]) => {
    const contents = Object.entries(answer.content ?? {});
    const text = `${status}: ${answer.description ?? ""}`;
    const [type, content] = contents[0] ?? [];
    return type === undefined ? `<p>${escapeHtml(text)}</p>` : renderSchema(`${text} (${type})`, content?.schema);
  });
  return `<section id="${id}"><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(summary)}. ${escapeHtml(description)}${isProtected(security) ? " <strong>Needs a session.</strong>" : ""}</p>
${parameters.map(({ name, in: where, schema }) => renderSchema(`${name} (${where})`, schema)).join("")}
${body.join("")}${answers.join("")}</section>`;
}

/** An empty requirement among others says that none of them is needed. */
function isProtected(security: readonly Json[] = []): boolean {
  return security.length > 0 && security.every((requirement) => Object.keys(requirement as object).length > 0);
}

function renderSchema(title: string, schema: Json): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2) ?? "")}</pre></details>`;
}

/** Text as HTML; what stands between backticks is code. */
function escapeHtml(text: string): string {
  const escaped = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  return escaped.replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}
