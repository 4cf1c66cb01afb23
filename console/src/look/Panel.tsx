import type { ComponentPropsWithoutRef } from 'react';
import classes from './Panel.module.css';

/** A raised neutral surface. */
export function Panel({ className = '', ...rest }: ComponentPropsWithoutRef<'div'>) {
  return <div className={`${classes.panel} ${className}`} {...rest} />;
}
