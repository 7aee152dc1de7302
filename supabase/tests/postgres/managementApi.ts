import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { serve } from '../serve.ts';

/** The reference of the only project that there is. */
export const REF = 'abcdefghijklmnopqrst';

/** A function as it was uploaded: its source files by their paths in the repository, and what is said of it. */
export interface UploadedFunction {
  readonly files: ReadonlyMap<string, string>;
  readonly entrypoint: string;
  readonly verifyJwt: boolean;
}

/** A stand-in for Supabase's Management API, as far as deploying needs it. It keeps what it was given. */
export interface ManagementApi {
  readonly url: string;
  readonly functions: ReadonlyMap<string, UploadedFunction>;
  readonly secrets: ReadonlyMap<string, string>;
  /** The functions that were switched to their new version, by the last call that does so. */
  readonly active: readonly string[];
  /** What settings of the Data API were changed to. */
  readonly settings: readonly unknown[];
  /** Each call, as `METHOD /path`, with the project's reference left out. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

/** The token that it lets in: the form is checked by the program itself. */
export const ACCESS_TOKEN = `sbp_${'0123456789abcdef'.repeat(3).slice(0, 40)}`;

export async function startManagementApi(): Promise<ManagementApi> {
  const functions = new Map<string, UploadedFunction>();
  const secrets = new Map<string, string>();
  const active: string[] = [];
  const settings: unknown[] = [];
  const calls: string[] = [];
  const server = await serve(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace(`/projects/${REF}`, '');
    calls.push(`${request.method} ${path}`);
    if (request.headers.get('authorization') !== `Bearer ${ACCESS_TOKEN}`)
      return json(401, { message: 'Unauthorized' });
    switch (calls.at(-1)) {
      case 'GET /v1':
        return json(200, PROJECT);
      case 'GET /v1/api-keys':
        return json(200, API_KEYS);
      case 'GET /v1/functions':
        return json(200, []);
      case 'POST /v1/secrets':
        for (const { name, value } of await request.json()) secrets.set(name, value);
        return json(201, {});
      case 'POST /v1/functions/deploy': {
        const slug = searchParams.get('slug') ?? '';
        const uploaded = await readUpload(request);
        functions.set(slug, uploaded);
        return json(201, functionRecord(slug, uploaded));
      }
      case 'PUT /v1/functions': {
        const updates: readonly { slug: string }[] = await request.json();
        active.splice(0, active.length, ...updates.map(({ slug }) => slug));
        return json(200, { functions: [] });
      }
      case 'GET /v2/config':
        return json(200, { data: { type: 'project_config', id: REF, attributes: CONFIG } });
      case 'GET /v1/billing/addons':
        return json(200, { selected_addons: [], available_addons: [] });
      case 'GET /v1/analytics/endpoints/logs':
        return json(200, { result: [] });
      case 'PATCH /v1/postgrest':
        settings.push(await request.json());
        return json(200, { ...CONFIG.api, ...POOL });
      default:
        return json(404, { message: 'Not found' });
    }
  });
  return { url: server.url, functions, secrets, active, settings, calls, close: () => server.close() };
}

/** Writes a function's files below a folder, as the service would before it bundles them. */
export async function unpack({ files }: UploadedFunction, folder: string): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function readUpload(request: Request): Promise<UploadedFunction> {
  const form = await request.formData();
  const files = new Map<string, string>();
  for (const file of form.getAll('file')) if (file instanceof File) files.set(file.name, await file.text());
  const said: { entrypoint_path: string; verify_jwt: boolean } = JSON.parse(String(form.get('metadata')));
  return { files, entrypoint: said.entrypoint_path, verifyJwt: said.verify_jwt };
}

const json = (status: number, body: unknown): Response => Response.json(body, { status });

const PROJECT = {
  id: REF,
  ref: REF,
  organization_id: 'org',
  organization_slug: 'org',
  name: 'celkiln',
  region: 'eu-central-1',
  created_at: '2026-01-01T00:00:00Z',
  status: 'ACTIVE_HEALTHY',
  database: { host: `db.${REF}.localhost`, version: '17.4', postgres_engine: '17', release_channel: 'ga' },
};

/** A project's settings of the Data API. Those of sign-in, some two hundred, it does not tell. */
const CONFIG = { api: { db_schema: 'public', db_extra_search_path: 'public', max_rows: 500 } };

const POOL = {
  db_pool: null,
  db_pool_acquisition_timeout: null,
  db_pool_max_lifetime: null,
  db_pool_max_idletime: null,
};

const API_KEYS = [
  { name: 'anon', api_key: 'anon', type: 'legacy', id: 'anon', prefix: 'a', hash: 'a', description: null },
  { name: 'service_role', api_key: 'sr', type: 'legacy', id: 'sr', prefix: 's', hash: 's', description: null },
];

function functionRecord(slug: string, { entrypoint, verifyJwt }: UploadedFunction): unknown {
  const id = '11111111-1111-4111-8111-111111111111';
  const times = { created_at: 1, updated_at: 1, version: 1 };
  return { id, slug, name: slug, status: 'ACTIVE', verify_jwt: verifyJwt, entrypoint_path: entrypoint, ...times };
}
