/** What goes into the drawing thread. */
export interface DrawingJob {
  id: number;
  xml: string;
  title: string;
}

/** What comes back, in the order of the jobs. */
export type DrawingAnswer = { id: number; svg: string } | { id: number; error: string };
