// Lightning invoices as BOLT 11 writes them: bech32 with tagged fields and a signature by which its maker can be known. Node
// signs on this curve too, but keeps back which of the possible keys signed; so the curve is here, as the standard gives it.

import { createHash, randomBytes } from 'node:crypto';

const P = 2n ** 256n - 2n ** 32n - 977n;
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const G: Point = {
  x: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  y: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
};

interface Point {
  x: bigint;
  y: bigint;
}

const over = (value: bigint, prime: bigint): bigint => ((value % prime) + prime) % prime;

function power(base: bigint, exponent: bigint, prime: bigint): bigint {
  let [result, square] = [1n, over(base, prime)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    result = rest & 1n ? (result * square) % prime : result;
    square = (square * square) % prime;
  }
  return result;
}

const inverse = (value: bigint, prime: bigint): bigint => power(value, prime - 2n, prime);

function sum(a: Point | null, b: Point): Point {
  if (!a) {
    return b;
  }
  const slope = a.x === b.x ? 3n * a.x * a.x * inverse(2n * a.y, P) : (b.y - a.y) * inverse(b.x - a.x, P);
  const x = over(slope * slope - a.x - b.x, P);
  return { x, y: over(slope * (a.x - x) - a.y, P) };
}

/** `times` times the generator. */
function multiple(times: bigint): Point {
  let [result, doubled]: [Point | null, Point] = [null, G];
  for (let rest = times; rest > 0n; rest >>= 1n) {
    result = rest & 1n ? sum(result, doubled) : result;
    doubled = sum(doubled, doubled);
  }
  return result!;
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** r, s and the number that says which key it was, in 65 bytes. */
function signature(hash: Buffer, key: bigint): Buffer {
  const nonce = over(number(randomBytes(32)), N - 1n) + 1n;
  const point = multiple(nonce);
  const r = over(point.x, N);
  const s = over(inverse(nonce, N) * (number(hash) + r * key), N);
  // The smaller of two that are good, as everybody wants it; then it was the other point.
  const high = s > N / 2n;
  const which = Number(point.y & 1n) ^ Number(high);
  return Buffer.concat([bytes(r), bytes(high ? N - s : s), Buffer.of(which)]);
}

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Groups of five bits, the last one filled up with zeros. */
function fives(data: Uint8Array): number[] {
  const bits = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => parseInt(group.padEnd(5, '0'), 2));
}

/** The same number in so many groups. */
function counted(value: number, groups: number): number[] {
  return Array.from({ length: groups }, (_, place) => Math.floor(value / 32 ** (groups - 1 - place)) % 32);
}

function checksum(prefix: string, data: number[]): number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data, 0, 0, 0, 0, 0, 0];
  let state = 1;
  for (const value of all) {
    const top = state >>> 25;
    state = ((state & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((step, bit) => (state ^= (top >> bit) & 1 ? step : 0));
  }
  return Array.from({ length: 6 }, (_, place) => ((state ^ 1) >>> (5 * (5 - place))) & 31);
}

const field = (name: string, data: number[]): number[] => [LETTERS.indexOf(name), ...counted(data.length, 2), ...data];

export interface Asked {
  /** In thousandths of a satoshi. */
  amount: bigint;
  /** The hash of what is paid for. */
  about: Buffer;
  /** The hash of what proves the payment. */
  payment: Buffer;
  /** How many seconds it holds. */
  holds: number;
  /** Whose key signs it. */
  key: bigint;
}

/** An invoice. */
export function invoice({ amount, about, payment, holds, key }: Asked): string {
  // p stands for trillionths of a bitcoin, of which a thousandth of a satoshi has ten.
  const prefix = `lnbc${amount * 10n}p`;
  const data = [
    ...counted(Math.floor(Date.now() / 1000), 7),
    ...field('p', fives(payment)),
    ...field('s', fives(randomBytes(32))),
    ...field('h', fives(about)),
    ...field('x', counted(holds, 3)),
    ...field('c', counted(144, 2)),
    // Bits 8 and 14: fields of variable length, and the secret above, which payers must know.
    ...field('9', [16, 8, 0]),
  ];
  const bits = data.map((group) => group.toString(2).padStart(5, '0')).join('');
  const whole = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
  const signed = [...data, ...fives(signature(sha256(Buffer.concat([Buffer.from(prefix), Buffer.from(whole)])), key))];
  return `${prefix}1${[...signed, ...checksum(prefix, signed)].map((group) => LETTERS[group]).join('')}`;
}
