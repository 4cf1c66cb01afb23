import type { ReactNode } from 'react';
import { ringDash } from '../time/countdown';
import classes from './Ring.module.css';
import type { Tone } from './tone';

interface Props {
  tone: Tone;
  /** The share left, 0 to 1; none where no time runs (then the ring is dashed). */
  share?: number;
  size?: number;
  /** What stands in the middle; whoever uses the ring says the same in words beside it. */
  children?: ReactNode;
}

/** Time that is left: a ring that empties clockwise. Decorative: words beside it say the same. */
export function Ring({ tone, share, size = 44, children }: Props) {
  // Where no time runs the ring is a thin line: empty, or dashed before its beginning.
  const running = share !== undefined && share > 0;
  const width = running || tone === 'ended' ? Math.max(3, size / 11) : Math.max(2, size / 30);
  const radius = (size - width) / 2;
  const { dasharray, dashoffset } = ringDash(share ?? 0, radius);
  const circle = { cx: size / 2, cy: size / 2, r: radius, strokeWidth: width };
  return (
    <span className={classes.ring} data-tone={tone} style={{ width: size, height: size }} aria-hidden="true">
      <svg width={size} height={size}>
        <circle {...circle} className={classes.track} strokeDasharray={share === undefined ? `${width * 1.5} ${width * 2}` : undefined} />
        {running && (
          <circle
            {...circle}
            className={classes.left}
            strokeDasharray={dasharray}
            strokeDashoffset={dashoffset}
            transform={`rotate(-90 ${size / 2} ${size / 2})`}
          />
        )}
      </svg>
      {children && <span className={classes.middle}>{children}</span>}
    </span>
  );
}
