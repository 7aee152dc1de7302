import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FIXTURE, type Fixture, type Launched, launch, PAGE_URL, recordOf, removeFolders } from './fixture/launch.ts';

declare const fixture: Fixture;

let launched: Launched;
beforeAll(async () => {
  launched = await launch();
}, 60_000);
afterAll(async () => {
  await launched.app.close();
  removeFolders();
});

test('the page has what the preload exposes before its first script, and nothing else of it', async () => {
  const seen = await launched.page.evaluate(() => ({
    atStart: Reflect.get(globalThis, 'atStart'),
    frozen: [Object.isFrozen(fixture), Object.isFrozen(fixture.deep.list[2]), Object.isFrozen(fixture.later)],
    strangers: Object.getOwnPropertyNames(globalThis).filter((name) =>
      /host(In|Out)|electron|ipcRenderer|secretOfPreload/i.test(name),
    ),
    types: ['require', 'process', 'Buffer', 'module', 'ipcRenderer'].map(
      (name) => typeof Reflect.get(globalThis, name),
    ),
  }));
  expect(seen).toEqual({
    atStart: { fixture: 'object', sum: 3 },
    frozen: [true, true, true],
    strangers: [],
    types: Array(5).fill('undefined'),
  });
  await expect(launched.page.evaluate(() => Object.assign(globalThis, { fixture: 1 }))).rejects.toThrow('read only');
});

test('the preload is sandboxed', async () => {
  expect(await launched.page.evaluate(() => fixture.process())).toEqual({
    type: 'renderer',
    electron: '45.4.1',
    sandboxed: true,
  });
  expect(await launched.page.evaluate(() => fixture.requires('electron'))).toBe('object');
  expect(await launched.page.evaluate(() => fixture.requires('node:fs'))).toContain('module not found: node:fs');
});

test('functions, promises and errors cross the context bridge', async () => {
  const { page } = launched;
  expect(await page.evaluate(() => fixture.later(4))).toEqual({ value: 4, doubled: 8 });
  expect(await page.evaluate(() => fixture.twice((value) => value * 10))).toEqual([10, 20]);
  await expect(page.evaluate(() => fixture.rejects())).rejects.toThrow('no luck');
  await expect(page.evaluate(() => fixture.throws())).rejects.toThrow('from the preload');
});

test('values survive the way to main and back as by structured clone', async () => {
  const kept = await launched.page.evaluate(async () => {
    const sent = {
      list: [1, undefined, null, Number.NaN, -0, 10n],
      map: new Map([[1, new Set(['x'])]]),
      text: '한\ud800',
    };
    const typed = { shorts: Uint16Array.of(1, 2), when: new Date(5), error: new RangeError('q') };
    const back = await fixture.echo({ ...sent, ...typed });
    return [
      back.list.every((item, index) => Object.is(item, sent.list[index])),
      back.map.get(1)?.has('x'),
      back.text === sent.text,
      back.shorts instanceof Uint16Array && back.shorts[1] === 2,
      back.when.getTime() === 5,
      back.error instanceof RangeError && back.error.message === 'q',
    ];
  });
  expect(kept).toEqual(Array(6).fill(true));
});

test('main knows who asks', async () => {
  await launched.page.evaluate(() => fixture.echo(1));
  expect((await recordOf(launched.app, 'echo')).at(-1)).toEqual(['echo', 'app://bundle/index.html?one=1', true]);
});

test.each([
  ['fail', "Error invoking remote method 'fail': RangeError: too far"],
  ['nothing', "No handler registered for 'nothing'"],
  ['unclonable', 'An object could not be cloned.'],
])('a request that cannot be answered says why: %s', async (channel, reason) => {
  await expect(launched.page.evaluate((name) => fixture.invoke(name), channel)).rejects.toThrow(reason);
});

test('a function cannot be sent to main', async () => {
  await expect(launched.page.evaluate(() => fixture.echo(() => {}))).rejects.toThrow('could not be cloned');
});

test('events come in order until their listener is taken off', async () => {
  const got = await launched.page.evaluate(
    () =>
      new Promise((resolve) => {
        const ticks: number[] = [];
        const off = fixture.on((tick) => {
          ticks.push(tick);
          if (tick < 49) return;
          off();
          fixture.ticks(3);
          fixture.echo(0).then(() => resolve(ticks));
        });
        fixture.ticks(50);
      }),
  );
  expect(got).toEqual(Array.from({ length: 50 }, (_, tick) => tick));
});

test('large bytes arrive whole both ways, and later messages do not overtake them', async () => {
  const megabytes = process.env.CELKILN_LONG === '1' ? 100 : 10;
  const result = await launched.page.evaluate(async (length) => {
    const sent = new Uint8Array(length);
    for (let at = 0; at < length; at++) sent[at] = at % 251;
    fixture.note('before', sent);
    fixture.note('after');
    const measured = await fixture.invoke('measure', sent);
    const received = await fixture.invoke('bytes', length);
    if (!(received instanceof Uint8Array)) return null;
    let wrong = 0;
    for (let at = 0; at < length; at++) if (received[at] !== at % 251) wrong++;
    return { measured, length: received.length, wrong };
  }, megabytes * 1e6);
  let sum = 0;
  for (let at = 0; at < megabytes * 1e6; at += 4099) sum += at % 251;
  expect(result).toEqual({ measured: { length: megabytes * 1e6, sum }, length: megabytes * 1e6, wrong: 0 });
  expect(await recordOf(launched.app, 'note')).toEqual([
    ['note', 'before'],
    ['note', 'after'],
  ]);
}, 120_000);

test('a file that the user chose has its path, and only in main', async () => {
  const { page } = launched;
  const place = path.join(FIXTURE, 'page', 'index.html');
  await page.setInputFiles('#file', place);
  const chosen = await page.evaluate(() =>
    fixture.pathOf(document.querySelector<HTMLInputElement>('#file')?.files?.item(0)),
  );
  expect(chosen).toEqual({ path: place });
  expect(await page.evaluate(() => fixture.pathOf(new File(['x'], 'made.txt')))).toEqual({ path: '' });
  await expect(page.evaluate(() => fixture.pathOf('/etc/passwd'))).rejects.toThrow('getPathForFile needs a File');
});

test('the application answers its own scheme, in workers too, and its policy holds', async () => {
  const seen = await launched.page.evaluate(async () => {
    const worker = new Worker('worker.js');
    const inWorker = await new Promise((resolve) => {
      worker.onmessage = (event) => resolve(event.data);
    });
    const head = await fetch('page.js', { method: 'HEAD' });
    const outside = await fetch('https://example.com/').catch(() => 'refused');
    const missing = await fetch('missing.js');
    await new Promise((resolve) => setTimeout(resolve, 50));
    return {
      inWorker,
      head: [head.status, head.headers.get('x-method'), head.headers.get('content-type'), (await head.text()).length],
      missing: [missing.status, await missing.text()],
      outside,
      secure: [isSecureContext, crossOriginIsolated],
      inline: typeof Reflect.get(globalThis, 'inlineRan'),
      violations: Reflect.get(globalThis, 'violations'),
    };
  });
  expect(seen).toEqual({
    inWorker: { href: 'https://bundle.app.host.test/worker.js', secure: true, fixture: 'undefined' },
    head: [200, 'HEAD', 'text/javascript', 0],
    missing: [404, 'Not found'],
    outside: 'refused',
    secure: [true, true],
    inline: 'undefined',
    violations: expect.arrayContaining(['connect-src https://example.com/']),
  });
});

test('permissions are what the application says', async () => {
  const states = await launched.page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications', 'camera'] as const).map(async (name) => {
        const { state } = await navigator.permissions.query({ name });
        return state;
      }),
    ),
  );
  expect(states).toEqual(['denied', 'granted', 'denied']);
});

test('the page stays where it is', async () => {
  const { app, page } = launched;
  expect(await page.evaluate(() => window.open('https://example.com/popup'))).toBe(null);
  await page.click('#link');
  for (const place of ['https://example.com/gone', 'file:///etc/passwd', 'data:text/html,x']) {
    await page.evaluate((url) => {
      location.href = url;
    }, place);
    await page.waitForTimeout(50);
  }
  await page.evaluate(() => {
    const form = document.body.appendChild(document.createElement('form'));
    form.action = 'https://example.com/form';
    form.submit();
  });
  await vi.waitFor(async () => {
    expect(await recordOf(app, 'window.open')).toEqual([
      ['window.open', 'https://example.com/popup'],
      ['window.open', 'https://example.com/link'],
    ]);
    expect(await recordOf(app, 'will-navigate')).toEqual([
      ['will-navigate', 'https://example.com/gone'],
      ['will-navigate', 'https://example.com/form?'],
    ]);
    expect(app.windows().map((window) => window.url())).toEqual([PAGE_URL]);
  });
});

test('a dropped file is taken by the page or by nobody', async () => {
  const { app, page } = launched;
  const place = path.join(FIXTURE, 'page', 'page.js');
  const devtools = await app.context().newCDPSession(page);
  const data = { items: [], files: [place], dragOperationsMask: 1 };
  const drop = async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 200, data });
    }
  };
  await drop();
  expect(String(await recordOf(app, 'will-navigate'))).not.toContain('file:');
  await page.evaluate(() => Reflect.set(globalThis, 'acceptDrops', true));
  await drop();
  await expect.poll(() => page.evaluate(() => String(Reflect.get(globalThis, 'dropped')))).toBe('[object File]');
  expect(await page.evaluate(() => fixture.pathOf(Reflect.get(globalThis, 'dropped')))).toEqual({ path: place });
  expect(page.url()).toBe(PAGE_URL);
});

test('menu accelerators work unless the page takes the keys', async () => {
  const { app, page } = launched;
  await page.keyboard.press('Control+s');
  await page.keyboard.press('b');
  await page.focus('#text');
  await page.keyboard.press('Control+Shift+s');
  await page.keyboard.press('Control+s');
  await page.evaluate(() => Reflect.set(globalThis, 'handleKeys', true));
  await page.keyboard.press('Control+s');
  await page.evaluate(() => Reflect.set(globalThis, 'handleKeys', false));
  await page.evaluate(() => fixture.echo(0));
  expect(await recordOf(app, 'save')).toEqual(['save', 'save']);
  expect(await recordOf(app, 'bold')).toEqual([]);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('save')?.click());
  expect(await recordOf(app, 'save')).toHaveLength(3);
});

test('editing commands reach the focused field', async () => {
  const { app, page } = launched;
  await page.fill('#text', 'abc');
  const run = (command: 'selectAll' | 'cut' | 'paste' | 'undo') =>
    app.evaluate(({ webContents }, name) => webContents.getAllWebContents()[0]?.[name](), command);
  await run('selectAll');
  await run('cut');
  await expect.poll(() => page.inputValue('#text')).toBe('');
  await run('paste');
  await run('paste');
  await expect.poll(() => page.inputValue('#text')).toBe('abcabc');
  await run('undo');
  await expect.poll(() => page.inputValue('#text')).toBe('abc');
});

test('dialogs can be stubbed', async () => {
  const { app, page } = launched;
  expect(await page.evaluate(() => fixture.invoke('ask'))).toBe(7);
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 2, checkboxChecked: false });
  });
  expect(await page.evaluate(() => fixture.invoke('ask'))).toBe(2);
});

test('the window has the size that it is given, and the states', async () => {
  const { app, page } = launched;
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  expect(await size()).toEqual([640, 400]);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(500, 300));
  await expect.poll(size).toEqual([500, 300]);
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize());
  expect(bounds).toEqual([500, 300]);
  const states = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.maximize();
    const maximized = window?.isMaximized();
    window?.unmaximize();
    return [maximized, window?.isMaximized()];
  });
  expect(states).toEqual([true, false]);
  expect(await recordOf(app, 'maximize')).toHaveLength(1);
  await expect.poll(size).toEqual([500, 300]);
});

test('theme and zoom hold over a reload, and so does the preload', async () => {
  const { app, page } = launched;
  const look = () =>
    page.evaluate(() => ({
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      zoom: Reflect.get(document.documentElement, 'currentCSSZoom'),
    }));
  await app.evaluate(({ nativeTheme, webContents }) => {
    nativeTheme.themeSource = 'dark';
    webContents.getAllWebContents()[0]?.setZoomFactor(2);
  });
  await expect.poll(look).toEqual({ dark: true, zoom: 2 });
  await app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const loaded = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
    contents?.reload();
    return loaded;
  });
  await expect.poll(look).toEqual({ dark: true, zoom: 2 });
  expect(await page.evaluate(() => fixture.later(3))).toEqual({ value: 3, doubled: 6 });
});
