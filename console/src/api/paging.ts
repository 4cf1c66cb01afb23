import type { InfiniteData } from '@tanstack/react-query';

/** One page of any list of the contract. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** How a list goes on: by the cursor that its last page names. */
export const byCursor = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next?: string }) => page.next || undefined,
};

/** All pages that are loaded, as one list. */
export function flat<T>(data: InfiniteData<Page<T>, unknown>): T[] {
  return data.pages.flatMap((page) => page.items);
}
