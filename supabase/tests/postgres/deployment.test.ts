import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functionNames } from '../../../scripts/functions/bundleFunction.ts';
import { FUNCTIONS, serveWithDeno } from '../deno.ts';
import { type HostedProject, openHostedProject } from './hostedProject.ts';
import { ACCESS_TOKEN, type ManagementApi, REF, startManagementApi, unpack } from './managementApi.ts';
import { CLI_VERSION, type CliRun, openSupabaseCli, type SupabaseCli } from './supabaseCli.ts';

/** docs/deployment.md, done as it says: its own lines go to a shell, with Supabase's own program behind `npx`. */

const DOCS = join(import.meta.dirname, '../../../docs');
const page = (name: string): string => readFileSync(join(DOCS, name), 'utf8');

/** The blocks of shell lines on a page, in their order. */
function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.replaceAll(/^ +/gm, '').trim());
}
const BLOCKS = blocksOf(page('deployment.md'));
const [signIn, tables, secret, functions, settings, checks, logs, upgrade] = BLOCKS;
const MIGRATIONS = readdirSync(join(import.meta.dirname, '../../migrations'));
/** Every command for the program on a page, also those in the middle of a sentence. */
function commandsOf(text: string): readonly string[] {
  return [...text.matchAll(/npx supabase@[^\n`]+/g)].map(([command]) => command.trim());
}

test('there are blocks and commands, the same in both languages, all for the version that is tested', () => {
  expect(BLOCKS).toHaveLength(8);
  expect(blocksOf(page('deployment.ko.md'))).toEqual(BLOCKS);
  const commands = commandsOf(page('deployment.md'));
  expect(commandsOf(page('deployment.ko.md'))).toEqual(commands);
  expect(commands.filter((command) => !command.startsWith(`npx supabase@${CLI_VERSION} `))).toEqual([]);
});

describe('step by step', () => {
  let api: ManagementApi;
  let project: HostedProject;
  let cli: SupabaseCli;
  beforeAll(async () => {
    [api, project] = await Promise.all([startManagementApi(), openHostedProject()]);
    cli = await openSupabaseCli({ apiUrl: api.url });
  });
  afterAll(() => Promise.all([api.close(), project.close(), cli.close()]));

  /** Runs a block. A project's own database has no name here, so its address is told. */
  function follow(block: string | undefined, input?: string): Promise<CliRun> {
    const lines = block?.replace(/\bREF\b/, REF).replaceAll(/((?:db|migration) .*--remote)\b/g, `$1='${project.url}'`);
    return cli.shell(lines ?? 'exit 98', input);
  }

  test('login and link', async () => {
    const { code, output } = await follow(signIn, `${ACCESS_TOKEN}\n`);
    expect([code, output.includes('Finished supabase link')], output).toEqual([0, true]);
  });

  test('db push, first looking at what would happen', async () => {
    const { code, output } = await follow(tables);
    const steps = ['DRY RUN', ...MIGRATIONS.map(() => 'Applying migration')];
    expect([code, output.match(/DRY RUN|Applying migration/g)], output).toEqual([0, steps]);
    const pushed = await project.query('select version from supabase_migrations.schema_migrations');
    expect(pushed).toHaveLength(MIGRATIONS.length);
  });

  test('the secret', async () => {
    const { code, output } = await follow(secret);
    expect([code, [...api.secrets]], output).toEqual([0, [['LUMA_API_KEY', 'your key']]]);
    expect(existsSync(join(cli.folder, 'luma.env'))).toBe(false);
  });

  test('the functions arrive, with the gateway’s check where a user’s token is to be checked', async () => {
    const { code, output } = await follow(functions);
    expect(code, output).toBe(0);
    expect([...api.active].toSorted()).toEqual(functionNames(FUNCTIONS));
    expect(Object.fromEntries([...api.functions].map(([name, { verifyJwt }]) => [name, verifyJwt]))).toEqual({
      'video-generate': true,
      'video-quote': true,
      'video-reconcile': false,
      'video-status': true,
      'video-webhook': false,
    });
  });

  test('what was uploaded is all that a function needs: Deno serves it from there', async () => {
    const statuses: Record<string, number> = {};
    for (const [name, uploaded] of api.functions) {
      const folder = await mkdtemp(join(tmpdir(), 'uploaded-'));
      await unpack(uploaded, folder);
      const env = { SUPABASE_URL: 'http://127.0.0.1:9', SUPABASE_SECRET_KEYS: '{"default":"x"}', LOG_LEVEL: 'off' };
      const server = await serveWithDeno(name, env, join(folder, uploaded.entrypoint));
      try {
        statuses[name] = (await fetch(server.url, { method: 'POST', body: '{}' })).status;
      } finally {
        await server.close();
        await rm(folder, { recursive: true });
      }
    }
    expect(statuses).toEqual({
      'video-generate': 401,
      'video-quote': 401,
      'video-reconcile': 401,
      'video-status': 401,
      'video-webhook': 404,
    });
  });

  test('nothing but what a function imports goes up: no tests, no settings', () => {
    const paths = [...api.functions.values()].flatMap(({ files }) => [...files.keys()]);
    expect(paths.filter((path) => !/^supabase\/functions\/[\w-]+\/\w+\.ts$/.test(path))).toEqual([]);
    expect(paths.filter((path) => path.endsWith('.test.ts'))).toEqual([]);
  });

  test('the settings: what config.toml changes is told, then sent', async () => {
    const { code, output } = await follow(settings);
    expect(code, output).toBe(0);
    expect(output).not.toMatch(/deprecated|unknown|invalid/i);
    expect(output).toMatch(/api\.max_rows \[update\]\s+local: {2}1000\s+remote: 500/);
    expect(output).toMatch(/auth\.site_url \[local-only\]\s+local: {2}"celkiln:\/\/auth\/callback"/);
    const sent = { db_schema: 'public,graphql_public', db_extra_search_path: 'public,extensions', max_rows: 1000 };
    expect(api.settings).toEqual([sent]);
  });

  test('the checks of the schema', async () => {
    const { code, output } = await follow(checks);
    expect(code, output).toBe(0);
  });

  test('the logs', async () => {
    const { code, output } = await follow(logs);
    expect(code, output).toBe(0);
    expect(api.calls.at(-1)).toBe('GET /v1/analytics/endpoints/logs');
  });

  test('the upgrade, which finds everything up to date', async () => {
    const { code, output } = await follow(upgrade);
    expect([code, /up to date/.test(output)], output).toEqual([0, true]);
  });

  test('each command stands in the program’s own help, with each of its flags', async () => {
    for (const command of new Set(commandsOf(page('deployment.md')))) {
      const words = command.split(' ').slice(2);
      const names = words.filter((word) => !word.startsWith('-') && /^[a-z]+$/.test(word)).slice(0, 2);
      const { code, output } = await cli.run(...names, '--help');
      const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
      expect([command, code, flags.filter((flag) => !output.includes(flag))]).toEqual([command, 0, []]);
    }
  });

  test('it reached for nobody but the project itself', () => {
    expect(new Set(cli.reachedFor())).toEqual(new Set([`${REF}.localhost:443`]));
  });
});
