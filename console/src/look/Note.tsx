import type { ReactNode } from 'react';
import classes from './Note.module.css';
import type { Tone } from './tone';

/** A sentence set off by the meaning of its colour. */
export function Note({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <p className={classes.note} data-tone={tone}>
      {children}
    </p>
  );
}
