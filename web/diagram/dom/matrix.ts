/** The part of SVGMatrix that diagram-js uses: an affine map, never changed after it is made. */
export class Matrix {
  constructor(
    readonly a = 1,
    readonly b = 0,
    readonly c = 0,
    readonly d = 1,
    readonly e = 0,
    readonly f = 0,
  ) {}

  /** This map after the other one. */
  multiply(other: Matrix): Matrix {
    return new Matrix(
      this.a * other.a + this.c * other.b,
      this.b * other.a + this.d * other.b,
      this.a * other.c + this.c * other.d,
      this.b * other.c + this.d * other.d,
      this.a * other.e + this.c * other.f + this.e,
      this.b * other.e + this.d * other.f + this.f,
    );
  }

  translate(x: number, y: number): Matrix {
    return this.multiply(new Matrix(1, 0, 0, 1, x, y));
  }

  scale(factor: number): Matrix {
    return this.multiply(new Matrix(factor, 0, 0, factor));
  }

  /** @param degrees clockwise, as SVG has it */
  rotate(degrees: number): Matrix {
    const angle = (degrees * Math.PI) / 180;
    return this.multiply(new Matrix(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)));
  }

  inverse(): Matrix {
    const determinant = this.a * this.d - this.b * this.c;
    if (determinant === 0) throw new Error('the matrix has no inverse');
    return new Matrix(
      this.d / determinant,
      -this.b / determinant,
      -this.c / determinant,
      this.a / determinant,
      (this.c * this.f - this.d * this.e) / determinant,
      (this.b * this.e - this.a * this.f) / determinant,
    );
  }

  apply(x: number, y: number): { x: number; y: number } {
    return { x: this.a * x + this.c * y + this.e, y: this.b * x + this.d * y + this.f };
  }

  /** As the `transform` attribute has it; rounded, because sines leave dust. */
  toString(): string {
    const numbers = [this.a, this.b, this.c, this.d, this.e, this.f].map(
      (value) => Math.round(value * 1e4) / 1e4,
    );
    return `matrix(${numbers.join(' ')})`;
  }
}
