import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[] | undefined>>;

/** Milliseconds between two looks. */
const EVERY = 5000;

/**
 * Calls `changed` when this computer has got another network, or its network back. Electron tells only of sleep, and a
 * page's 'online' says nothing of one network that takes the place of another.
 *
 * @returns a function that stops it
 */
export function watchNetwork(changed: () => void, read: () => Interfaces = networkInterfaces): () => void {
  let before = addressesOf(read());
  const timer = setInterval(() => {
    const now = addressesOf(read());
    // Without any address there is nothing to connect over yet.
    if (now !== before && now !== '') changed();
    before = now;
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

function addressesOf(interfaces: Interfaces): string {
  const outer = Object.values(interfaces).flatMap((infos) => infos ?? []);
  return outer
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
    .join(' ');
}
