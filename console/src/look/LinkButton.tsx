import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type AnchorHTMLAttributes } from 'react';

type Props = ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;

const Anchor = forwardRef<HTMLAnchorElement, Props>((props, ref) => (
  <Button ref={ref} component="a" {...props} />
));
Anchor.displayName = 'LinkButton';

/** A button that goes somewhere: a real link, so that it opens in a new tab like one. */
export const LinkButton = createLink(Anchor);
