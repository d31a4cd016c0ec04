package org.rccbench.reports;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The files that a figure comes in. The same drawing gives the same bytes. */
public enum FigureFormat {
  SVG {
    @Override
    byte[] write(Drawing drawing, Theme theme, int width) {
      return svg(drawing, theme, width).getBytes(StandardCharsets.UTF_8);
    }
  },
  /** 300 dots an inch. */
  PNG {
    @Override
    byte[] write(Drawing drawing, Theme theme, int width) throws IOException {
      return png(drawing, theme, width);
    }
  },
  PDF {
    @Override
    byte[] write(Drawing drawing, Theme theme, int width) throws IOException {
      return pdf(drawing, theme, width);
    }
  };

  private static final double DOTS_PER_INCH = 300;
  private static final double POINTS_PER_INCH = 72;
  private static final double MM_PER_INCH = 25.4;

  /** Ending of the file name. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The figure as a file.
   *
   * @param width points
   */
  abstract byte[] write(Drawing drawing, Theme theme, int width) throws IOException;

  static String svg(Drawing drawing, Theme theme, int width) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawing.paint(graphics, theme, width);
    int height = drawing.height(width);
    Document document =
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width, height));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      document.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SvgText.finish(out.toString(StandardCharsets.UTF_8), drawing, width);
  }

  private static byte[] png(Drawing drawing, Theme theme, int width) throws IOException {
    double scale = DOTS_PER_INCH / POINTS_PER_INCH;
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(width * scale),
            (int) Math.round(drawing.height(width) * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(theme.ground());
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    drawing.paint(graphics, theme, width);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    ImageWriter writer = writers.next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, resolution(writer, image)), null);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Says how wide a dot is, so that a page sets the picture in its true size. */
  private static IIOMetadata resolution(ImageWriter writer, BufferedImage image)
      throws IOException {
    IIOMetadata data =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    String dotsPerMm = Double.toString(DOTS_PER_INCH / MM_PER_INCH);
    IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
    for (String name : new String[] {"HorizontalPixelSize", "VerticalPixelSize"}) {
      IIOMetadataNode node = new IIOMetadataNode(name);
      node.setAttribute("value", dotsPerMm);
      dimension.appendChild(node);
    }
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
    root.appendChild(dimension);
    data.mergeTree("javax_imageio_1.0", root);
    return data;
  }

  private static byte[] pdf(Drawing drawing, Theme theme, int width) throws IOException {
    int height = drawing.height(width);
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
      drawing.paint(graphics, theme, width);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      document.getDocumentInformation().setTitle(drawing.title());
      // made from the time of day where it is not set
      document.setDocumentId(0L);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}
