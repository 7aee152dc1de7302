import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** What a package is made for. */
export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

/**
 * What is not there and has to be, before an application for the target can be packaged: one line each, with the remedy.
 * `ffmpeg`: it must bring its own; `installers`: it is for users and not only a folder.
 */
export function missingFor(
  target: Target,
  root: string,
  wanted: { readonly ffmpeg: boolean; readonly installers: boolean },
): readonly string[] {
  const { platform, arch } = target;
  const missing: string[] = [];
  if (!existsSync(join(root, `node_modules/@img/sharp-${platform}-${arch}`))) {
    missing.push(`sharp for the target: npm install --no-save --os=${platform} --cpu=${arch} sharp`);
  }
  if (wanted.ffmpeg) missing.push(...missingFfmpeg(target, root));
  if (wanted.installers && platform === 'linux' && homepageOf(root) === undefined) {
    missing.push('"homepage" in package.json: .deb and .rpm packages must name one');
  }
  return missing;
}

function missingFfmpeg({ platform, arch }: Target, root: string): readonly string[] {
  const file = join(root, 'node_modules/ffmpeg-static', platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg');
  // There is no ffmpeg-static for Windows on ARM, which runs the one for x64.
  const runs = platform === 'win32' ? 'x64' : arch;
  const remedy = `npm_config_platform=${platform} npm_config_arch=${runs} npm rebuild ffmpeg-static`;
  if (!existsSync(file)) return [`ffmpeg for the target: ${remedy}`];
  const kind = programKind(file);
  return kind === `${platform}-${runs}` ? [] : [`ffmpeg for the target (this one is for ${kind}): ${remedy}`];
}

function homepageOf(root: string): string | undefined {
  const described: { readonly homepage?: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return described.homepage;
}

/** By the offsets in which each format keeps its machine: ELF e_machine, Mach-O cputype, PE Machine. */
export function programKind(file: string): string {
  const head = Buffer.alloc(4096);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  if (head.readUInt32BE(0) === 0x7f454c46) return `linux-${{ 62: 'x64', 183: 'arm64' }[head.readUInt16LE(18)] ?? '?'}`;
  if (head.readUInt32LE(0) === 0xfeedfacf) {
    return `darwin-${{ 16777223: 'x64', 16777228: 'arm64' }[head.readUInt32LE(4)] ?? '?'}`;
  }
  if (head.toString('latin1', 0, 2) === 'MZ') {
    const header = head.readUInt32LE(0x3c);
    if (header + 6 <= head.length) {
      return `win32-${{ 34404: 'x64', 43620: 'arm64' }[head.readUInt16LE(header + 4)] ?? '?'}`;
    }
  }
  return 'another system';
}
