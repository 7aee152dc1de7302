import { randomUUID } from 'node:crypto';
import type { Session } from './cdp/connection.ts';
import { decodeValue, type Encoded, encodeValue } from './page/codec.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import { receivePieces, sendPieces } from './page/pieces.ts';
import type { PreloadSettings } from './page/preloadWorld.ts';
import { mainWorldScript, preloadWorldScript } from './preloadScripts.ts';

const WORLD = 'Electron Isolated Context';
const INWARD = '__hostInward';
const OUTWARD = '__hostOutward';
const FILE_AT = `function (index) { return ${INWARD}.fileAt(index); }`;

export interface PreloadFile {
  readonly name: string;
  readonly code: string;
}

/** The way between the host and the preload's isolated world of one page, over every document that it shows. */
export class PreloadChannel {
  readonly #session: Session;
  readonly #deliver: (message: FromPage) => void;
  readonly #secret = randomUUID();
  #context: string | undefined;
  #receive = this.#receiver();
  #paths: Promise<void> | undefined;

  /** `frame` is the page's main frame, which is the only one that gets the preload. */
  constructor(session: Session, frame: string, deliver: (message: FromPage) => void) {
    this.#session = session;
    this.#deliver = deliver;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== WORLD || context.auxData?.frameId !== frame) return;
      this.#context = context.uniqueId;
      this.#receive = this.#receiver();
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = undefined;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === OUTWARD) this.#receive(payload);
    });
  }

  /** Has to be sent before the page shows its first document. Throws a SyntaxError for a preload that is no script. */
  async install(
    preload: PreloadFile | undefined,
    settings: Pick<PreloadSettings, 'process' | 'guardClose'>,
  ): Promise<void> {
    const names = { secret: this.#secret, outward: OUTWARD, inward: INWARD };
    const { code = '', name = '' } = preload ?? {};
    const source = preloadWorldScript({ ...settings, ...names }, code, name);
    await Promise.all([
      this.#session.send('Runtime.enable'),
      this.#session.send('Runtime.addBinding', { name: OUTWARD, executionContextName: WORLD }),
      this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.#secret) }),
      this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD }),
    ]);
  }

  /** Throws a DataCloneError for what cannot be sent. A page that is just going away does not get it. */
  send(message: ToPage): void {
    const uniqueContextId = this.#context;
    const encoded = encodeValue(message);
    if (uniqueContextId === undefined) return;
    const toBase64 = ({ buffer, byteOffset, length }: Uint8Array) =>
      Buffer.from(buffer, byteOffset, length).toString('base64');
    sendPieces(encoded, toBase64, (piece) => {
      // Twice as quick as Runtime.callFunctionOn, which compiles its arguments too.
      const expression = `${INWARD}.receive(${JSON.stringify(piece)})`;
      this.#session.send('Runtime.evaluate', { expression, uniqueContextId, silent: true }).catch(() => {});
    });
  }

  #receiver(): (piece: string) => void {
    return receivePieces(
      (base64) => Buffer.from(base64, 'base64'),
      (encoded) => this.#take(encoded),
    );
  }

  /** Messages that name files wait for their paths, and later ones wait behind them. */
  #take(encoded: Encoded): void {
    const tokens = encoded.text.includes(`${this.#secret}:file:`);
    if (!tokens && this.#paths === undefined) {
      this.#hand(encoded);
      return;
    }
    const done = (this.#paths ?? Promise.resolve()).then(async () => {
      this.#hand(tokens ? await this.#withPaths(encoded) : encoded);
      if (this.#paths === done) this.#paths = undefined;
    });
    this.#paths = done;
  }

  #hand(encoded: Encoded): void {
    const message = decodeValue(encoded);
    if (isFromPage(message)) this.#deliver(message);
  }

  async #withPaths(encoded: Encoded): Promise<Encoded> {
    const token = new RegExp(`${this.#secret}:file:(\\d+):`, 'g');
    const indices = [...new Set(Array.from(encoded.text.matchAll(token), ([, index]) => Number(index)))];
    const paths = new Map(await Promise.all(indices.map(async (at) => [at, await this.#pathAt(at)] as const)));
    // The text is JSON, so what is put into one of its strings is written as in one.
    const text = encoded.text.replace(token, (_, at) => JSON.stringify(paths.get(Number(at)) ?? '').slice(1, -1));
    return { ...encoded, text };
  }

  async #pathAt(index: number): Promise<string> {
    const uniqueContextId = this.#context;
    if (uniqueContextId === undefined) return '';
    try {
      const call = { functionDeclaration: FILE_AT, arguments: [{ value: index }], uniqueContextId };
      const { result } = await this.#session.send('Runtime.callFunctionOn', call);
      if (result.objectId === undefined) return '';
      return (await this.#session.send('DOM.getFileInfo', { objectId: result.objectId })).path;
    } catch {
      return '';
    }
  }
}

/** Only the host's own code in the preload's world can call the binding. */
function isFromPage(message: unknown): message is FromPage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
