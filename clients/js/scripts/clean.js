// Takes away what was built before, so that nothing of it is packed.

import { rmSync } from 'node:fs';

for (const folder of ['dist', 'test/build']) {
  rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true });
}
