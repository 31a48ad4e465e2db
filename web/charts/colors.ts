/**
 * The colours of curves: CSS variables, so a picture follows the light or dark scheme of its page, with the light colours
 * as fallback, so it also stands by itself. After the palette of Okabe and Ito, told apart with every kind of colour vision.
 */

export const COLORS = {
  blue: 'var(--chart-blue, #0072b2)',
  orange: 'var(--chart-orange, #d55e00)',
  green: 'var(--chart-green, #009e73)',
  purple: 'var(--chart-purple, #a6478a)',
  ink: 'var(--chart-ink, #555b65)',
} as const

export type Color = keyof typeof COLORS
/** What a picture is drawn on. */
export const PAPER = 'var(--chart-paper, #ffffff)'
export const BAND_OPACITY = 0.22
export const LEVEL_DASHES = '6 4'
