/** A program's name as words: "access.ended" reads "Access ended", "change_ticket" "Change ticket". */
export function nameInWords(name: string): string {
  const words = name.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
