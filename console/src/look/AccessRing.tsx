import type { Access } from '../api/shapes';
import { useNow } from '../time/useNow';
import { accessClock } from './accessClock';
import classes from './AccessRing.module.css';
import { Ring } from './Ring';

/** The ring of a lease; the large one says in its middle what is left. */
export function AccessRing({ access, size = 44 }: { access: Access; size?: number }) {
  const clock = accessClock(access, useNow());
  return (
    <Ring tone={clock.tone} share={clock.share} size={size}>
      {size >= 96 && clock.left && <span className={classes.left}>{clock.left}</span>}
    </Ring>
  );
}
