package io.secateur.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What an SVG picture holds. */
final class Drawn {
  private Drawn() {}

  /** The picture, which must be XML. */
  static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("no XML: " + svg, e);
    }
  }

  /** The ways of all paths of a look, in their order. */
  static List<String> paths(String svg, String look) {
    NodeList all = parsed(svg).getElementsByTagName("path");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element path = (Element) all.item(i);
      if (path.getAttribute("class").equals(look)) {
        found.add(path.getAttribute("d"));
      }
    }
    return found;
  }
}
