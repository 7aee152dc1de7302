/** https://www.electronjs.org/docs/latest/api/protocol */
export class Protocol {
  readonly #handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

  /** Every mapped origin is a standard, secure one that supports fetch; nothing is left to register. */
  registerSchemesAsPrivileged(_schemes: readonly object[]): void {}

  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (this.#handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** The host's part. */
  get schemes(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  /** The host's part: the handler's response, or undefined when the scheme has none. */
  respond(scheme: string, request: Request): Response | Promise<Response> | undefined {
    return this.#handlers.get(scheme)?.(request);
  }
}

export const protocol = new Protocol();
